import { readRunTimeConfiguration } from '../../lib/run-time-configuration.ts';

export const dynamic = 'force-dynamic';

/** The addresses of the other services and the modes, read from the environment at run time. */
export function GET(): Response {
  return Response.json(readRunTimeConfiguration(process.env), { headers: { 'Cache-Control': 'no-store' } });
}
