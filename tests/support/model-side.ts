import { startLiveRealtimeStandIn } from '@ringback/stand-ins/openai/live';
import type { RealtimeStandIn } from '@ringback/stand-ins/openai/realtime-stand-in';
import { type OpenedVoice, openVoice } from '@ringback/stand-ins/voice/open-voice';

/** The local model in the test's own process, so that a test sees what reached it. */
export interface ModelSide {
  readonly model: RealtimeStandIn;
  /** The voice it speaks with. Other speakers may borrow it. */
  readonly voice: OpenedVoice['voice'];
  /** The recogniser, for anything else that a test wants understood; 8 kHz µ-law. */
  hear(audio: Uint8Array): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts a local interviewer that hears without knowing any words of the job, so that its transcription is the raw,
 * uncorrected recognition.
 */
export async function startModelSide(): Promise<ModelSide> {
  const speech = await openVoice();
  await speech.hearingReady;
  const { hearing } = speech;
  if (hearing === null) {
    await speech.close();
    throw new Error(`no hearing: ${speech.deafBecause}`);
  }
  const model = await startLiveRealtimeStandIn({
    speech: {
      voice: speech.voice,
      hearing: { transcribe: (audio) => hearing.transcribe(audio), close: () => hearing.close() },
      createTurnDetector: (options) => speech.createTurnDetector(options),
    },
  });
  return {
    model,
    voice: speech.voice,
    hear: async (audio) => (await hearing.transcribe(audio)).raw,
    async close() {
      await model.close();
      await speech.close();
    },
  };
}
