import type { IncomingMessage } from 'node:http';

/** The first 64 bits of an IPv6 address, however it is shortened. */
function firstGroups(address: string): string[] {
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const [before, after] = [head, tail].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Math.max(0, 8 - (before?.length ?? 0) - (after?.length ?? 0));
  const groups = [...(before ?? []), ...Array<string>(zeros).fill('0'), ...(after ?? [])];
  return groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
}

/**
 * The network that a request comes from: its address, or for IPv6 the /64 of one household. Behind `proxyHops` trusted
 * proxies it is what the outermost of them saw, by X-Forwarded-For. What a browser wrote there itself stands further
 * left and is not read. For a request that bypassed the outer proxies, it is what the inner one saw.
 */
export function networkOf(request: IncomingMessage, proxyHops: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
  const seen = forwarded.split(',').map((part) => part.trim());
  const address = proxyHops === 0 ? direct : seen.at(-Math.min(proxyHops, seen.length)) || direct;
  const plain = address.replace(/^::ffff:/, '').slice(0, 45);
  return plain.includes(':') ? `${firstGroups(plain).join(':')}::/64` : plain;
}
