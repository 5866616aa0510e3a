import { type NextRequest, NextResponse } from 'next/server';
import { readRunTimeConfiguration } from './lib/run-time-configuration.ts';
import { styleNonceHeader, toSecurityPolicy } from './lib/security-policy.ts';

/** Puts a fresh nonce policy on every page. Next reads it from the request's header and marks its scripts. */
export function proxy(request: NextRequest): NextResponse {
  const styleNonce = btoa(crypto.randomUUID());
  const policy = toSecurityPolicy({
    nonce: btoa(crypto.randomUUID()),
    styleNonce,
    host: request.headers.get('host'),
    configuration: readRunTimeConfiguration(process.env),
    isDevelopment: process.env.NODE_ENV === 'development',
  });
  const requestHeaders = new Headers(request.headers);
  requestHeaders.set('Content-Security-Policy', policy);
  requestHeaders.set(styleNonceHeader, styleNonce);
  const response = NextResponse.next({ request: { headers: requestHeaders } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

// Matches everything except files and paths that no browser shows, each by its whole path: a page whose name only
// begins like one of them still gets its policy. Next reads this as text.
export const config = {
  matcher: [
    '/((?!_next/static/|health/(?:live|ready)$|metrics$|configuration$|phone-worklet\\.js$|listening-worker\\.js$|icon\\.svg$).*)',
  ],
};
