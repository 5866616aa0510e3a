import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '@ringback/shared/contract/errors';
import express, { type ErrorRequestHandler } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignatureCheck } from './signature.ts';

const authToken = '0123456789abcdef0123456789abcdef';
const publicUrl = 'https://voice.example.test';
const check = createSignatureCheck({ authToken, publicUrl });

let server: Server;
let local: string;

beforeAll(async () => {
  const app = express();
  app.use(express.urlencoded({ extended: false }), check.requireSigned, (_request, response) => {
    response.sendStatus(204);
  });
  const refuse: ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(error instanceof AppError && error.code === 'signature_invalid' ? 403 : 500).end();
  };
  app.use(refuse);
  server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

const post = async (
  path: string,
  form: Record<string, string>,
  signature?: string,
  headers: Record<string, string> = {},
) => {
  const response = await fetch(local + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { ...headers, ...(signature === undefined ? {} : { 'X-Twilio-Signature': signature }) },
  });
  return response.status;
};

/** Signatures made with the carrier's own library for these addresses and forms. */
const voice = {
  path: '/twilio/voice',
  form: {
    AccountSid: 'AC00000000000000000000000000000001',
    CallSid: 'CA00000000000000000000000000000001',
    From: '+15005550006',
    To: '+15005550009',
    CallStatus: 'ringing',
    Direction: 'inbound',
  },
  signature: 'DgAua5sCHmB4I7kf7nxZ7QtsMQo=',
};
const status = {
  path: '/twilio/status?call=42',
  form: {
    CallSid: 'CA00000000000000000000000000000001',
    CallStatus: 'completed',
    CallDuration: '12',
    SequenceNumber: '3',
  },
  signature: 'ZJHcYtRho8pJ1vIPJAbkQ03xcxE=',
};
const streamSignature = 'jO+qLHLp+lz9/rbFAwoUaDtDsdc=';

describe('signed webhooks', () => {
  it('passes the known vectors', async () => {
    expect(await post(voice.path, voice.form, voice.signature)).toBe(204);
    expect(await post(status.path, status.form, status.signature)).toBe(204);
  });

  it('refuses without a signature, with a wrong one, and with another request’s', async () => {
    expect(await post(voice.path, voice.form)).toBe(403);
    expect(await post(voice.path, voice.form, '')).toBe(403);
    expect(await post(voice.path, voice.form, status.signature)).toBe(403);
    expect(await post(voice.path, { ...voice.form, Digits: '1' }, voice.signature)).toBe(403);
    expect(await post('/twilio/ready', voice.form, voice.signature)).toBe(403);
    expect(await post(`${voice.path}?x=1`, voice.form, voice.signature)).toBe(403);
  });

  it('uses the configured origin, whatever headers claim', async () => {
    const forwarded = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'http' };
    expect(await post(voice.path, voice.form, voice.signature, forwarded)).toBe(204);
    const elsewhere = createSignatureCheck({ authToken, publicUrl: 'https://other.example.test' });
    const claim = {
      url: '/twilio/media',
      headers: { host: 'voice.example.test', 'x-twilio-signature': streamSignature },
    };
    expect(elsewhere.isUpgradeSigned(claim as unknown as IncomingMessage)).toBe(false);
  });
});

describe('signed upgrades', () => {
  const isSigned = (url: string, signature?: string | string[], from = check) =>
    from.isUpgradeSigned({ url, headers: { 'x-twilio-signature': signature } } as unknown as IncomingMessage);

  it('passes over wss, with and without a closing slash', () => {
    expect(isSigned('/twilio/media', streamSignature)).toBe(true);
    expect(isSigned('/twilio/media/', streamSignature)).toBe(true);
  });

  it('passes when the configured origin has a closing slash or a port', () => {
    for (const origin of ['https://voice.example.test/', 'https://voice.example.test:443']) {
      const tolerant = createSignatureCheck({ authToken, publicUrl: origin });
      expect(isSigned('/twilio/media', streamSignature, tolerant)).toBe(true);
    }
  });

  it('refuses everything else', () => {
    expect(isSigned('/twilio/media')).toBe(false);
    expect(isSigned('/twilio/media', [streamSignature])).toBe(false);
    expect(isSigned('/twilio/media?x=1', streamSignature)).toBe(false);
    expect(isSigned('/browser/media', streamSignature)).toBe(false);
    expect(isSigned('', streamSignature)).toBe(false);
    expect(isSigned('/twilio/media', voice.signature)).toBe(false);
  });
});
