/**
 * `npm run try:openai`: makes a plan and holds a one-minute conversation, first with the real model and then with the
 * stand-in, both with the same recorded candidate. Prints what differed. Costs a few cents. `-- --seconds 5` makes it
 * shorter.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { speakRecordedAnswers } from '@ringback/stand-ins/candidate/recorded-answers';
import { startLiveRealtimeStandIn } from '@ringback/stand-ins/openai/live';
import { openVoice } from '@ringback/stand-ins/voice/open-voice';
import { askForPlan } from './try-openai/ask-for-plan.ts';
import { compareShapes } from './try-openai/event-shapes.ts';
import { type HeldConversation, holdConversation } from './try-openai/hold-conversation.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const lastsMs = Number(values.seconds) * 1000;
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
    const planModel = process.env.OPENAI_PLAN_MODEL || 'gpt-5.4-mini';
    const planHere = await askForPlan(planModel, {
      apiKey: 'local-stand-in',
      baseUrl: `http://127.0.0.1:${standIn.port}/v1`,
    });
    say(`  ${planHere.words}`);
    if (apiKey === undefined) {
      say(
        '\nOPENAI_API_KEY is missing: nothing was asked of OpenAI. Put a key that may use the Realtime API',
      );
      say(`and the models ${common.model} and ${planModel} into .env, then run this again.`);
      return here.lost === null && here.troubles.length === 0 && planHere.outcome === 'a plan';
    }
    const there = await holdConversation({ ...common, url: 'wss://api.openai.com/v1/realtime', apiKey });
    report('OpenAI', there);
    const planThere = await askForPlan(planModel, { apiKey, baseUrl: process.env.OPENAI_BASE_URL || null });
    say(`  ${planThere.words}`);
    const differences = compareShapes(there.shapes, here.shapes);
    if (planHere.outcome !== planThere.outcome)
      differences.push(`the plan: ${planThere.outcome} at OpenAI, ${planHere.outcome} at the stand-in`);
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
