/**
 * A local Twilio: REST, signed webhooks, TwiML, media streams. It speaks the real protocols and refuses what Twilio
 * would refuse. Not simulated: the audio of recordings, speech input, sending digits, applications, conferences,
 * unidirectional streams. Every guess about the real carrier is marked [guess] where it is made.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { CandidateBehaviour, OnTheLine } from '../candidate/candidate-behaviour.ts';
import { type CarrierAccount, newAccount } from './account-routes.ts';
import type { CallOrder, Carrier, CarrierCall } from './carrier-call.ts';
import { noFaults, type TwilioFaults } from './faults.ts';
import { createKeptCalls } from './kept-calls.ts';
import { type PlacedCall, placeCall } from './place-call.ts';
import type { PublicAddress } from './public-address.ts';
import { createRestRoutes } from './rest-routes.ts';
import type { SoftPhone } from './soft-phone/soft-phone.ts';

export interface TwilioStandInOptions {
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 0: any free one. */
  port?: number;
  /** Begins with AC. */
  accountSid: string;
  authToken: string;
  /** Numbers that the account owns. Without them, any number may call. */
  phoneNumbers?: readonly string[];
  /** The application's public origin, and where it really listens. */
  publicUrl?: PublicAddress;
  /** How the callee of an outbound call behaves. */
  answer: (order: CallOrder) => CandidateBehaviour;
  /**
   * Factor on every wait outside of media: ringing, prompts, pauses, gathers, the callee's answer and keys. Media,
   * time limits and a callee's hanging up stay in real time.
   */
  timeScale?: number;
  /** How fast prompts are spoken. Default 20 ms, three times a person's speed. */
  msPerCharacter?: number;
  /** From the creation of a call to the first ring. Default 200 ms. */
  setupMs?: number;
  /** A phone that a person may hold. Without one, no call is answered by hand. */
  softPhone?: SoftPhone;
  /** How many ended calls are kept to be looked at. Default 50. */
  keptCalls?: number;
}

export interface TwilioStandIn {
  /** The REST endpoint: `client.api.baseUrl`, `TWILIO_API_BASE_URL`. */
  readonly url: string;
  readonly port: number;
  /** All calls that are kept, the oldest first. */
  readonly calls: readonly CarrierCall[];
  readonly faults: TwilioFaults;
  /** As it is set up in the carrier's console. May be changed at any time. */
  readonly account: CarrierAccount;
  /** The first call that satisfies `is`: an existing one, or the next. */
  nextCall(is?: (call: CarrierCall) => boolean): Promise<CarrierCall>;
  /** A phone calls one of the account's numbers. */
  dialIn(caller: DialIn): CarrierCall;
  /** Breaks off every call, reports nothing more, and stops listening. Again: the same promise. */
  close(): Promise<void>;
}

export interface DialIn {
  from: string;
  /** Two letters. None when the carrier does not know the country. */
  fromCountry?: string;
  to: string;
  /** The number's Voice URL, fallback and status callback, as set in the carrier's console. */
  voiceUrl: string;
  fallbackUrl?: string;
  statusCallbackUrl?: string;
  line?: OnTheLine;
  /** A person holds the calling phone, the soft phone. */
  isByHand?: boolean;
}

/** Starts listening. Rejects when the port is taken. */
export async function startTwilioStandIn(options: TwilioStandInOptions): Promise<TwilioStandIn> {
  const closing = new AbortController();
  const faults = noFaults();
  const account = newAccount();
  const carrier: Carrier = {
    accountSid: options.accountSid,
    authToken: options.authToken,
    publicUrl: options.publicUrl,
    faults,
    timeScale: options.timeScale ?? 1,
    msPerCharacter: options.msPerCharacter ?? 20,
    setupMs: options.setupMs ?? 200,
    signal: closing.signal,
  };
  const kept = createKeptCalls(options.keptCalls ?? 50);

  function place(order: CallOrder, behaviour: CandidateBehaviour): PlacedCall {
    const made = placeCall(carrier, order, behaviour);
    if (behaviour.type === 'by_hand') options.softPhone?.ring(made.call);
    kept.add(made);
    return made;
  }

  const app = express();
  app.disable('x-powered-by');
  app.get('/health/live', (_request, response) => {
    response.json({ live: true });
  });
  const server = createServer(app);
  options.softPhone?.attach(app, server);
  app.use(
    createRestRoutes({
      carrier,
      account,
      ownNumbers: options.phoneNumbers ?? null,
      place: (order) => place(order, options.answer(order)),
      find: kept.find,
      forget: kept.forget,
      list: () => kept.placed.map(({ call }) => call),
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | null = null;

  async function close(): Promise<void> {
    closing.abort();
    faults.stream.ending = 'broken';
    await Promise.all(kept.placed.map(({ end }) => end('failed')));
    options.softPhone?.close();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    port,
    faults,
    account,
    get calls() {
      return kept.placed.map(({ call }) => call);
    },
    nextCall: (is = () => true) => kept.next(is),
    dialIn(caller) {
      const { line, isByHand = false } = caller;
      const behaviour: CandidateBehaviour = isByHand
        ? { type: 'by_hand', ...line }
        : { type: 'answers', afterMs: 0, ...line };
      return place(toInboundOrder(caller), behaviour).call;
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

function toInboundOrder(caller: DialIn): CallOrder {
  const { from, fromCountry, to, voiceUrl, fallbackUrl, statusCallbackUrl } = caller;
  return {
    direction: 'inbound',
    to,
    from,
    ...(fromCountry === undefined ? {} : { fromCountry }),
    voice: { type: 'url', url: voiceUrl, method: 'POST' },
    fallback: fallbackUrl === undefined ? null : { type: 'url', url: fallbackUrl, method: 'POST' },
    statusCallback:
      statusCallbackUrl === undefined
        ? null
        : { url: statusCallbackUrl, method: 'POST', events: ['completed'] },
    ...{ ringTimeoutMs: 60_000, timeLimitMs: null, detectionCallback: null },
  };
}
