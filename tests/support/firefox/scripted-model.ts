import { startRealtimeStandIn } from '@ringback/stand-ins/openai/realtime-server';
import type { RealtimeStandIn } from '@ringback/stand-ins/openai/realtime-stand-in';
import { type Script, scriptedParts } from '@ringback/stand-ins/testing/scripted-parts';

/** A model in the test's own process that hears by loudness alone and answers with a tone. It needs no recogniser. */
export interface ScriptedModel {
  readonly model: RealtimeStandIn;
  /** What it says, and what it understands, next. A test may add to both. */
  readonly script: Script & { heard: string[] };
  /** The audio of each turn of the candidate, 8 kHz µ-law. */
  readonly turns: readonly Uint8Array[];
}

export async function startScriptedModel(): Promise<ScriptedModel> {
  const script = { answers: [], heard: [] };
  const turns: Uint8Array[] = [];
  const parts = scriptedParts(script);
  const ears = parts.ears(0);
  const { hearing } = ears;
  if (hearing === null) throw new Error('a script without hearing');
  const model = await startRealtimeStandIn({
    parts: {
      ...parts,
      ears: () => ({
        ...ears,
        hearing: {
          ...hearing,
          transcribe(audio) {
            turns.push(audio);
            return hearing.transcribe(audio);
          },
        },
      }),
    },
  });
  return { model, script, turns };
}
