import { setTimeout as wait } from 'node:timers/promises';
import { buildInstructions } from '../../services/ai-bridge/src/domain/interview/instructions.ts';
import type { ModelReport } from '../../services/ai-bridge/src/domain/model-port.ts';
import { RealtimeSocket } from '../../services/ai-bridge/src/openai/realtime-socket.ts';
import { triedJob as jobConfiguration } from './ask-for-plan.ts';
import { createShapeRecorder, type EventShapes } from './event-shapes.ts';

const frameBytes = 160;
const frameMs = 20;
const silentFrame = Buffer.alloc(frameBytes, 0xff).toString('base64');
const thinkMs = 800;

export interface HeldConversation {
  shapes: EventShapes;
  /** Who said what, according to the model. */
  lines: readonly string[];
  /** Codes of error events, and events that the bridge did not understand. */
  troubles: readonly string[];
  firstAudioMs: readonly number[];
  lost: string | null;
}

/**
 * Talks with a model for this long, with the same events that the bridge sends and a recorded candidate in real time.
 * Resolves when the time is over or the session is lost.
 */
export async function holdConversation(options: {
  url: string;
  apiKey: string;
  model: string;
  transcriptionModel: string;
  /** µ-law at 8 kHz, one clip for each answer. */
  answers: readonly Uint8Array[];
  lastsMs: number;
}): Promise<HeldConversation> {
  const { url, apiKey, model, transcriptionModel, lastsMs } = options;
  const answers = [...options.answers];
  const recorder = createShapeRecorder();
  const lines: string[] = [];
  const troubles: string[] = [];
  const firstAudioMs: number[] = [];
  let lost: string | null = null;
  let askedAt = 0;
  let words = '';
  /** Caller audio that is still to be sent. */
  let frames: string[] = [];
  /** When the interviewer audio received so far would have been heard. */
  let heardAt = Date.now();
  let isAnswering = false;

  const respond = () => {
    askedAt = Date.now();
    socket.send({ type: 'model.respond' });
  };
  function onReport(report: ModelReport): void {
    if (report.kind === 'error') troubles.push(`error ${report.failure.reason}`);
    if (report.kind === 'malformed') troubles.push(`not understood: ${report.type}`);
    if (report.kind !== 'input') return;
    const { input } = report;
    if (input.type === 'model.opened') {
      const instructions = buildInstructions(jobConfiguration);
      socket.send({ type: 'model.configure', instructions, jobConfiguration, withVoice: true });
    } else if (input.type === 'model.confirmed' && askedAt === 0) respond();
    else if (input.type === 'model.audio') {
      if (askedAt > 0) firstAudioMs.push(Date.now() - askedAt);
      askedAt = -1;
      heardAt = Math.max(heardAt, Date.now()) + input.audioMs;
    } else if (input.type === 'model.words') words += input.text;
    else if (input.type === 'model.transcribed') lines.push(`candidate: ${input.text ?? '(not understood)'}`);
    else if (input.type === 'model.item_added' && input.speaker === 'candidate') respond();
    else if (input.type === 'model.response_finished') {
      if (words !== '') lines.push(`interviewer: ${words}`);
      words = '';
      isAnswering = false;
      for (const { callId } of input.toolCalls)
        socket.send({ type: 'model.answer_tool', callId, output: '{"ok":true}' });
    }
  }
  const socket = new RealtimeSocket(
    { url, apiKey, model, transcriptionModel },
    {
      onReport,
      onLost: (reason) => {
        lost = reason;
      },
    },
    (text) => recorder.add(text),
  );

  const until = Date.now() + lastsMs;
  let nextFrameAt = Date.now();
  while (Date.now() < until && lost === null) {
    if (!isAnswering && askedAt === -1 && Date.now() > heardAt + thinkMs) {
      const audio = answers.shift();
      isAnswering = true;
      frames = [];
      for (let start = 0; audio !== undefined && start < audio.length; start += frameBytes) {
        frames.push(Buffer.from(audio.subarray(start, start + frameBytes)).toString('base64'));
      }
    }
    socket.send({ type: 'model.append', payload: frames.shift() ?? silentFrame });
    nextFrameAt += frameMs;
    await wait(Math.max(0, nextFrameAt - Date.now()));
  }
  socket.close();
  return { shapes: recorder.shapes, lines, troubles, firstAudioMs, lost };
}
