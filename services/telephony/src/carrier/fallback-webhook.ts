import express, { type Express } from 'express';
import type { SignatureCheck } from '../twilio/signature.ts';
import { toFarewellTwiml } from '../twilio/twiml.ts';
import { carrierPaths } from './carrier-paths.ts';
import { languageOfRequest } from './request-language.ts';

/** The apology for when everything else has failed. It needs neither Redis nor a model. */
export function addFallbackWebhook(app: Express, signature: SignatureCheck): void {
  const form = express.urlencoded({ extended: false, limit: '64kb' });
  app.post(carrierPaths.fallback, form, signature.requireSigned, (request, response) => {
    const language = languageOfRequest(request.query.lang, null);
    response.type('text/xml').send(toFarewellTwiml('unavailable', language));
  });
}
