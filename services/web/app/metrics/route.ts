export const dynamic = 'force-dynamic';

/** Metrics as Prometheus text. The pages hold no session, socket or timer, so only the process is measured. */
export function GET(): Response {
  const gauges: [name: string, help: string, value: number][] = [
    ['process_uptime_seconds', 'How long the process has been running.', process.uptime()],
    ['process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()],
  ];
  const body = gauges
    .map(([name, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`)
    .join('');
  return new Response(body, { headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' } });
}
