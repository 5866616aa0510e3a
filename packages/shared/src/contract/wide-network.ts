/** The network that an address is in, as providers hand them out: /24, /48 for IPv6. */
export function wideNetworkOf(address: string): string {
  if (!address.includes(':')) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  return `${address
    .replace(/::\/64$/, '')
    .split(':')
    .slice(0, 3)
    .join(':')}::/48`;
}
