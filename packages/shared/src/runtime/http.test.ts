import { afterEach, expect, it } from 'vitest';
import { closeServer, createHttpApp, listen } from './http.ts';
import { createMetrics } from './metrics.ts';

let close: (() => Promise<void>) | null = null;
afterEach(() => close?.());

it('a server accepts fewer connections than its process may have descriptors', async () => {
  const app = createHttpApp({ metrics: createMetrics('test'), readiness: () => [] });
  const { server } = await listen(app, '127.0.0.1', 0);
  close = () => closeServer(server);
  const report: unknown = process.report.getReport();
  const { userLimits } = report as { userLimits: { open_files: { soft: number | string } } };
  const limit = Number(userLimits.open_files.soft);
  // If the system sets no limit, neither do we.
  if (Number.isFinite(limit)) expect(server.maxConnections).toBeLessThan(limit);
  else expect(server.maxConnections).toBeUndefined();
});
