/**
 * Checks that a request really comes from the carrier. The signed address is built from the configured public origin
 * alone, never from `Host` or forwarding headers, which a stranger can choose. Twilio docs, "Security"; `twilio`
 * package, lib/webhooks/webhooks.js.
 */
import type { IncomingMessage } from 'node:http';
import { AppError } from '@ringback/shared/contract/errors';
import type { RequestHandler } from 'express';
import twilio from 'twilio';

export interface SignatureCheck {
  /** For routes behind `express.urlencoded`; passes an AppError `signature_invalid` (403) on. */
  requireSigned: RequestHandler;
  /** For the upgrade of a media stream: signed over the `wss:` address, with or without a closing slash. */
  isUpgradeSigned(request: IncomingMessage): boolean;
}

/** @param options.publicUrl the `https` origin that the carrier sees. A path in it is ignored. */
export function createSignatureCheck(options: { authToken: string; publicUrl: string }): SignatureCheck {
  const origin = new URL(options.publicUrl).origin;
  const socketOrigin = origin.replace(/^http/, 'ws');

  function isSigned(signature: unknown, url: string, form: Record<string, unknown>): boolean {
    if (typeof signature !== 'string' || !URL.canParse(url)) return false;
    return twilio.validateRequest(options.authToken, signature, url, form);
  }

  return {
    requireSigned(request, _response, next) {
      const url = origin + request.originalUrl;
      const isGenuine = isSigned(request.headers['x-twilio-signature'], url, toForm(request.body));
      next(isGenuine ? undefined : new AppError('signature_invalid', { details: { path: request.path } }));
    },
    isUpgradeSigned(request) {
      const url = socketOrigin + (request.url ?? '');
      const sibling = url.endsWith('/') ? url.slice(0, -1) : `${url}/`;
      const signature = request.headers['x-twilio-signature'];
      return [url, sibling].some((candidate) => isSigned(signature, candidate, {}));
    },
  };
}

function toForm(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
