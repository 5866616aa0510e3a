import { readFileSync, writeFileSync } from 'node:fs';
import { clientMessageSchema, serverMessageSchema } from '@ringback/shared/contract/viewer-protocol';
import { describe, expect, it } from 'vitest';
import { toAsyncApi } from '../../services/frontend-gateway/src/http/async-api.ts';
import { createBookingRoutes } from '../../services/frontend-gateway/src/http/booking-routes.ts';
import { createCoachRoutes } from '../../services/frontend-gateway/src/http/coach-routes.ts';
import { createCoachedRoutes } from '../../services/frontend-gateway/src/http/coached-routes.ts';
import { createDeviceRoutes } from '../../services/frontend-gateway/src/http/device-routes.ts';
import { createErasureRoutes } from '../../services/frontend-gateway/src/http/erasure-routes.ts';
import { createGatewayApp } from '../../services/frontend-gateway/src/http/http-app.ts';
import { describedRoutes, toOpenApi } from '../../services/frontend-gateway/src/http/open-api.ts';
import { createOperatorRoutes } from '../../services/frontend-gateway/src/http/operator-routes.ts';
import { createOwnDataRoutes } from '../../services/frontend-gateway/src/http/own-data-routes.ts';
import { createQuoteRoutes } from '../../services/frontend-gateway/src/http/quote-routes.ts';
import { createReportReplyRoutes } from '../../services/frontend-gateway/src/http/report-reply-routes.ts';
import { createReportRoutes } from '../../services/frontend-gateway/src/http/report-routes.ts';
import { createSessionRoutes } from '../../services/frontend-gateway/src/http/session-routes.ts';
import { createShareRoutes } from '../../services/frontend-gateway/src/http/share-routes.ts';

interface Operation {
  summary: string;
  responses: Record<string, { content?: unknown }>;
}

/** Stands for whatever a route needs to run: the routes are only looked at. */
const anything: unknown = new Proxy(() => {}, { get: () => anything, apply: () => anything });

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
}

/** What express would serve, from its own table. Without health, figures and the descriptions themselves. */
function mountedRoutes(): string[] {
  const app = createGatewayApp({
    ...(anything as Parameters<typeof createGatewayApp>[0]),
    metrics: anything as never,
    allowedOrigins: [],
    routers: [
      createOwnDataRoutes(anything as never),
      createQuoteRoutes({ ...(anything as object), rules: anything } as never),
      createSessionRoutes(anything as never),
      createErasureRoutes(anything as never),
      createReportRoutes(anything as never),
      createReportReplyRoutes(anything as never),
      createBookingRoutes({ ...(anything as object), times: anything } as never),
      createDeviceRoutes({ ...(anything as object), secrets: [] } as never),
      createShareRoutes(anything as never),
      createCoachRoutes(anything as never),
      createCoachedRoutes(anything as never),
      createOperatorRoutes({ ...(anything as object), token: '', metrics: anything } as never).routes,
    ],
  });
  const walk = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (route === undefined) return walk(handle?.stack ?? []);
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
      return Object.keys(route.methods).map((method) => `${method} ${path}`);
    });
  return walk((app.router as unknown as { stack: Layer[] }).stack).filter(
    (route) => route.includes('/api/') && !/(open|async)api\.json$/.test(route),
  );
}

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

describe('the descriptions of the gateway that are kept under docs/', () => {
  it.each([
    ['docs/openapi.json', toOpenApi],
    ['docs/asyncapi.json', toAsyncApi],
  ])('%s is what the schemas say; a change of the interface is seen in review', (path, toDocument) => {
    const text = `${JSON.stringify(toDocument(), null, 2)}\n`;
    if (process.env.UPDATE_DOCS === '1') writeFileSync(new URL(path, root), text);
    expect(JSON.parse(read(path))).toEqual(JSON.parse(text));
  });

  it('name every route that is mounted, and no other', () => {
    const described = Object.entries(describedRoutes).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(mountedRoutes().toSorted()).toEqual(described.toSorted());
  });

  it('name every message of the socket, in both directions', () => {
    const described = JSON.stringify(toAsyncApi());
    const types = [clientMessageSchema, serverMessageSchema].flatMap(({ options }) =>
      options.map(({ shape }) => shape.type.value),
    );
    expect(types.length).toBeGreaterThanOrEqual(10);
    for (const type of types) expect(described).toContain(`"const":"${type}"`);
  });

  it('give a body’s schema wherever one is read, and the schema of every answer', () => {
    for (const [path, methods] of Object.entries(toOpenApi().paths ?? {})) {
      for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
        const [success = ''] = Object.keys(operation.responses).filter((status) => status !== 'default');
        expect(operation.summary.length, `${method} ${path}`).toBeGreaterThan(3);
        expect(operation.responses.default, `${method} ${path}`).toBeDefined();
        const hasContent = operation.responses[success]?.content !== undefined;
        expect(hasContent, `${method} ${path}`).toBe(success !== '204');
      }
    }
  });
});
