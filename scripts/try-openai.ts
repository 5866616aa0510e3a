/**
 * `npm run try:openai`: a one-minute conversation with the real model and one with the stand-in, with the same
 * recorded candidate, and what differed between the two. Costs a few cents; never runs in tests.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { speakRecordedAnswers } from '@ringback/stand-ins/candidate/recorded-answers';
import { startLiveRealtimeStandIn } from '@ringback/stand-ins/openai/live';
import { openVoice } from '@ringback/stand-ins/voice/open-voice';
import { compareShapes } from './try-openai/event-shapes.ts';
import { type HeldConversation, holdConversation } from './try-openai/hold-conversation.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const lastsMs = 60_000;
const say = (line = '') => process.stdout.write(`${line}\n`);

function report(name: string, held: HeldConversation): void {
  say(`\n${name}${held.lost === null ? '' : ` (lost: ${held.lost})`}`);
  for (const line of held.lines) say(`  ${line}`);
  say(`  first audio after ${held.firstAudioMs.map((ms) => `${ms} ms`).join(', ') || 'never'}`);
  for (const trouble of held.troubles) say(`  TROUBLE ${trouble}`);
}

async function run(apiKey: string | undefined): Promise<boolean> {
  const speech = await openVoice();
  await speech.hearingReady;
  const standIn = await startLiveRealtimeStandIn({ speech });
  try {
    const answers = await speakRecordedAnswers(speech.voice);
    const common = {
      model: process.env.OPENAI_REALTIME_MODEL || 'gpt-realtime-2.1',
      transcriptionModel: process.env.OPENAI_TRANSCRIPTION_MODEL || 'gpt-transcribe',
      answers,
      lastsMs,
    };
    const here = await holdConversation({ ...common, url: standIn.url, apiKey: 'local-stand-in' });
    report('The stand-in', here);
    if (apiKey === undefined) {
      say(
        '\nOPENAI_API_KEY is missing: nothing was asked of OpenAI. Put a key that may use the Realtime API',
      );
      say(`and the model ${common.model} into .env, then run this again.`);
      return here.lost === null && here.troubles.length === 0;
    }
    const there = await holdConversation({ ...common, url: 'wss://api.openai.com/v1/realtime', apiKey });
    report('OpenAI', there);
    const differences = compareShapes(there.shapes, here.shapes);
    say(`\n${differences.length} differences between the two`);
    for (const line of differences) say(`  ${line}`);
    return there.lost === null && there.troubles.length === 0;
  } finally {
    await standIn.close();
    await speech.close();
  }
}

if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
process.exitCode = (await run(process.env.OPENAI_API_KEY || undefined)) ? 0 : 1;
