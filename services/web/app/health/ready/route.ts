import { readRunTimeConfiguration } from '../../../lib/run-time-configuration.ts';
import { toServiceAddresses } from '../../../lib/service-addresses.ts';

export const dynamic = 'force-dynamic';

/**
 * The service is ready: 200, or 503 with the reasons. The pages hold no state, so only their configuration can be
 * wrong.
 */
export function GET(): Response {
  const headers = { 'Cache-Control': 'no-store' };
  try {
    toServiceAddresses(readRunTimeConfiguration(process.env), new URL('http://localhost:3000'));
    return Response.json({ status: 'ready' }, { headers });
  } catch {
    const reasons = ['one of the NEXT_PUBLIC_… addresses is not a URL'];
    return Response.json({ status: 'not_ready', reasons }, { status: 503, headers });
  }
}
