import path from 'node:path';
import type { NextConfig } from 'next';

const workspaceRoot = path.join(import.meta.dirname, '..', '..');

/** Said with every answer, static files included; the nonce policy of the pages is made in proxy.ts. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'microphone=(self), camera=(), geolocation=(), payment=()' },
];

const configuration: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: workspaceRoot,
  turbopack: { root: workspaceRoot },
  // The contract is TypeScript source; there is no build step that would make it anything else.
  transpilePackages: ['@ringback/shared'],
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  headers: async () => [{ source: '/:path*', headers }],
};

export default configuration;
