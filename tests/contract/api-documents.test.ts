import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toAsyncApi } from '../../services/frontend-gateway/src/async-api.ts';
import { describedRoutes, toOpenApi } from '../../services/frontend-gateway/src/open-api.ts';

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

  it('name every route that is served', () => {
    // One loop serves two routes.
    const loop = /\$\{path\}/;
    const files = ['http-app', 'session-routes', 'share-routes', 'operator-routes'];
    const source = files.map((name) => read(`services/frontend-gateway/src/${name}.ts`)).join('\n');
    const served = [...source.matchAll(/\b(?:routes|app)\.(get|post|put|delete)\(['`](\/api[^'`]*)/g)]
      .flatMap(([, method = '', path = '']) => {
        const names = loop.test(path) ? ['end', 'reset'] : [''];
        return names.map((name) => `${method} ${path.replace(loop, name)}`);
      })
      .map((route) => route.replaceAll(/:(\w+)/g, '{$1}'))
      .filter((route) => !/(open|async)api\.json$/.test(route));
    const described = Object.entries(describedRoutes).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(served.toSorted()).toEqual(described.toSorted());
  });
});
