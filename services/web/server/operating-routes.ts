import { Router } from 'express';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { toServiceAddresses } from '../lib/service-addresses.ts';

/** Prometheus text. The pages hold no session, socket or timer, so only the process is measured. */
function toMetrics(): string {
  const gauges: [name: string, help: string, value: number][] = [
    ['process_uptime_seconds', 'How long the process has been running.', process.uptime()],
    ['process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()],
  ];
  return gauges
    .map(([name, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`)
    .join('');
}

function findFaults(configuration: RunTimeConfiguration): string[] {
  try {
    toServiceAddresses(configuration, new URL('http://localhost:3000'));
    return [];
  } catch {
    return ['one of the NEXT_PUBLIC_… addresses is not a URL'];
  }
}

/** Health, metrics, and the addresses and modes that the pages are shown with. No browser or proxy keeps them. */
export function operatingRoutes(configuration: RunTimeConfiguration): Router {
  const router = Router();
  router.use(['/health', '/configuration', '/metrics'], (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  // The pages hold no state, so only their configuration can be wrong.
  router.get('/health/ready', (_request, response) => {
    const reasons = findFaults(configuration);
    if (reasons.length === 0) response.json({ status: 'ready' });
    else response.status(503).json({ status: 'not_ready', reasons });
  });
  router.get('/configuration', (_request, response) => {
    response.json(configuration);
  });
  router.get('/metrics', (_request, response) => {
    response.set('Content-Type', 'text/plain; version=0.0.4; charset=utf-8').send(toMetrics());
  });
  return router;
}
