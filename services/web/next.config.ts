import path from 'node:path';
import type { NextConfig } from 'next';

const workspaceRoot = path.join(import.meta.dirname, '..', '..');

/** Sent with every response, static files included. proxy.ts makes the pages' nonce policy. */
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
  // The contract is TypeScript source. No build step compiles it.
  transpilePackages: ['@ringback/shared'],
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  headers: async () => [{ source: '/:path*', headers }],
};

export default configuration;
