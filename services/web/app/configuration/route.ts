import { readRunTimeConfiguration } from '../../lib/run-time-configuration.ts';

export const dynamic = 'force-dynamic';

/** Addresses of the other services and modes, read from the environment at run time. */
export function GET(): Response {
  return Response.json(readRunTimeConfiguration(process.env), { headers: { 'Cache-Control': 'no-store' } });
}
