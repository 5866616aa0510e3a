import { createLogger } from '@ringback/shared/runtime/logger';
import type { RunningService } from '@ringback/shared/runtime/run-service';
import { answersAndPresses1 } from './candidate/candidate-behaviour.ts';
import { speakRecordedAnswers } from './candidate/recorded-answers.ts';
import type { StandInConfig } from './config.ts';
import { startLiveRealtimeStandIn } from './openai/live.ts';
import { createSoftPhone } from './twilio/soft-phone/soft-phone.ts';
import { startTwilioStandIn, type TwilioStandIn } from './twilio/twilio-stand-in.ts';
import { openVoice } from './voice/open-voice.ts';

/** The simulated phone's own number, one of those reserved for films and documents. */
const softPhoneNumber = '+14155550123';

/** Starts the local stand-ins: the model, and the carrier on the next port if its account is set. */
export async function startStandIns(config: StandInConfig): Promise<RunningService> {
  const logger = createLogger({
    service: 'stand-ins',
    instance: String(process.pid),
    level: config.LOG_LEVEL,
  });
  const speech = await openVoice({ logger });
  // The carrier first, because the model's port answers the health check, and then both must listen.
  const carrier = await startCarrier();
  const model = await startLiveRealtimeStandIn({
    host: config.HOST,
    port: config.PORT,
    speech,
    onFailure: (error) => logger.warn({ err: error }, 'model stand-in failed'),
  });
  logger.info({ port: model.port }, 'model stand-in ready');

  async function startCarrier(): Promise<TwilioStandIn | null> {
    const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, PUBLIC_URL, STAND_IN_TELEPHONY_URL } = config;
    if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !STAND_IN_TELEPHONY_URL || !PUBLIC_URL) return null;
    const softPhone = createSoftPhone(speech.voice);
    const clips = await speakRecordedAnswers(speech.voice);
    const started = await startTwilioStandIn({
      host: config.HOST,
      port: config.PORT === 0 ? 0 : config.PORT + 1,
      accountSid: TWILIO_ACCOUNT_SID,
      authToken: TWILIO_AUTH_TOKEN,
      publicUrl: { from: PUBLIC_URL, to: STAND_IN_TELEPHONY_URL },
      softPhone,
      answer: () =>
        softPhone.isFree
          ? { type: 'by_hand' }
          : answersAndPresses1({ speaker: { clips, whenExhausted: 'hang_up' } }),
    });
    const ourNumber = config.TWILIO_PHONE_NUMBER;
    if (ourNumber !== undefined) {
      const at = (path: string) => new URL(`/twilio/${path}`, PUBLIC_URL).href;
      softPhone.dialsWith(() =>
        started.dialIn({
          from: softPhoneNumber,
          to: ourNumber,
          voiceUrl: at('voice'),
          fallbackUrl: at('fallback'),
          statusCallbackUrl: at('status'),
          isByHand: true,
        }),
      );
    }
    logger.info({ port: started.port }, 'carrier stand-in ready');
    return started;
  }

  return {
    drain: async () => {},
    async close() {
      await Promise.all([model.close(), carrier?.close()]);
      await speech.close();
    },
  };
}
