import { isStoreFailure } from '@ringback/shared/redis/store-failure';
import type { Logger } from '@ringback/shared/runtime/logger';
import express, { type Express, type Request, type RequestHandler } from 'express';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import type { SignatureCheck } from '../twilio/signature.ts';
import type { SpokenLanguage } from '../twilio/spoken-words.ts';
import { toFarewellTwiml, toWaitTwiml } from '../twilio/twiml.ts';
import { parseVoiceWebhook, type VoiceQuestion } from '../twilio/voice-webhook.ts';
import { languageOfRequest } from './request-language.ts';

/** A webhook is answered in under a second, whatever Redis does. The carrier itself would wait for 15 s. */
const answerWithinMs = 800;
/** So many waits, with the pauses between them, are shorter than a call may stay at the gate. */
const mostWaits = 4;

/** Returned instead of TwiML: the next handler of this path answers the request. */
export const passOn = Symbol('pass on');

/** A call that asks what to do, and the language to answer in when its session names none. */
export type SpokenQuestion = VoiceQuestion & { language: SpokenLanguage };

/** Checks the carrier's requests, reads them and answers in time. */
export interface BoundedAnswers {
  /**
   * Answers a call that asks what to do. While the session store is slow or away, the call waits and asks again with
   * the keys that were pressed, at most `mostWaits` times. After that it ends with an apology.
   */
  voice(
    path: string,
    answer: (question: SpokenQuestion, request: Request) => Promise<string | typeof passOn>,
  ): void;
  /**
   * Accepts a report and answers 204. When the session store is away, `keep` tells whether this instance can remember
   * the report until the store is back. If not, the answer is 503, and the reconciler later asks the carrier instead.
   */
  report(path: string, take: (request: Request) => Promise<void>, keep: (request: Request) => boolean): void;
}

export function createBoundedAnswers(parts: {
  app: Express;
  metrics: TelephonyMetrics;
  logger: Logger;
  signature: SignatureCheck;
  publicUrl: string;
}): BoundedAnswers {
  const { app, metrics, logger, signature, publicUrl } = parts;
  const form = express.urlencoded({ extended: false, limit: '64kb' });
  const post = (path: string, handler: RequestHandler) =>
    app.post(path, form, signature.requireSigned, handler);

  /** Null when the work takes too long. Its later result is no longer an answer. */
  function inTime<T>(work: Promise<T>): Promise<T | null> {
    const { promise: late, resolve } = Promise.withResolvers<null>();
    const timer = setTimeout(() => {
      work.catch((error) => logger.warn({ err: error }, 'webhook failed after its answer'));
      resolve(null);
    }, answerWithinMs);
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  }

  function toWait(request: Request, { digits, language }: SpokenQuestion): string {
    metrics.webhooksPostponed.inc();
    const waits = Number(request.query.waits) || 0;
    if (waits >= mostWaits) return toFarewellTwiml('unavailable', language);
    const again = new URL(request.originalUrl, publicUrl);
    again.searchParams.set('waits', String(waits + 1));
    // The carrier does not send pressed keys twice by itself.
    if (digits !== null) again.searchParams.set('pressed', digits);
    return toWaitTwiml(again.href, language);
  }

  return {
    voice(path, answer) {
      post(path, async (request, response, next) => {
        const asked = parseVoiceWebhook(request.body);
        const language = languageOfRequest(request.query.lang, asked?.fromCountry ?? null);
        if (asked === null)
          return void response.type('text/xml').send(toFarewellTwiml('no_session', language));
        const { pressed } = request.query;
        const digits = asked.digits ?? (typeof pressed === 'string' ? pressed : null);
        const question = { ...asked, digits, language };
        try {
          const twiml = await inTime(answer(question, request));
          if (twiml === passOn) return next();
          response.type('text/xml').send(twiml ?? toWait(request, question));
        } catch (error) {
          if (!isStoreFailure(error)) throw error;
          logger.warn({ err: error }, 'webhook postponed: the session store is away');
          response.type('text/xml').send(toWait(request, question));
        }
      });
    },
    report(path, take, keep) {
      post(path, async (request, response) => {
        const taken = take(request).then(
          () => 204,
          (error) => {
            if (!isStoreFailure(error)) throw error;
            metrics.webhooksPostponed.inc();
            logger.warn({ err: error }, 'report arrived while the session store was away');
            return keep(request) ? 204 : 503;
          },
        );
        response.status((await inTime(taken)) ?? 204).end();
      });
    },
  };
}
