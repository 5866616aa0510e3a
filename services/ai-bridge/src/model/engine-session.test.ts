import type { Faults } from '@ringback/stand-ins/openai/faults';
import { startRealtimeStandIn } from '@ringback/stand-ins/openai/realtime-server';
import { scriptedParts } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import type {
  ModelEngine,
  ModelFailure,
  ModelListener,
  ModelReport,
  ResponseStatus,
} from '../domain/model-port.ts';
import { RealtimeSocket } from '../openai/realtime-socket.ts';
import type { Circuit } from './circuit.ts';
import { EngineSession } from './engine-session.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function tellingCircuit(told: string[]): Circuit {
  return {
    isOpen: false,
    mayProbe: true,
    trouble: null,
    isOnTrial: false,
    mayBegin: () => true,
    onRefused: (code, hasGreeted) => told.push(`refused: ${code}${hasGreeted ? ', greeted' : ''}`),
    onAnswered: () => told.push('answered'),
    onSuccess: () => told.push('success'),
    onFailure: () => told.push('failure'),
  };
}

async function begin(mute: boolean, faults: Partial<Faults> = {}) {
  const standIn = await startRealtimeStandIn({
    parts: scriptedParts({ answers: [], heard: [] }),
    faults: { mute, ...faults },
  });
  open.push(standIn);
  const told: string[] = [];
  const circuit = tellingCircuit(told);
  let nowMs = 0;
  const greeted = Promise.withResolvers<void>();
  const lost = Promise.withResolvers<string>();
  const address = { url: standIn.url, apiKey: 'k', model: 'gpt-realtime-2.1', transcriptionModel: 'none' };
  const engine = { open: (listener: ModelListener) => new RealtimeSocket(address, listener) };
  const session = new EngineSession(
    { engine, circuit, now: () => nowMs },
    { onReport: () => greeted.resolve(), onLost: lost.resolve },
  );
  open.push(session);
  await standIn.session(0);
  return {
    standIn,
    told,
    session,
    greeted: greeted.promise,
    lost: lost.promise,
    pass: (ms: number) => (nowMs += ms),
  };
}

describe('what the circuit learns from a model session', () => {
  it('is a success when it greets, and nothing more', async () => {
    const { told, session, greeted, standIn, lost } = await begin(false);
    await greeted;
    standIn.sessions[0]?.close(1011);
    await lost;
    session.close();
    expect(told).toEqual(['success']);
  });

  it('is whether a refusal that only the operator can fix came after the greeting', async () => {
    const { told, lost } = await begin(false, { closeAfterEvents: { events: 1, code: 3000, times: 1 } });
    await lost;
    expect(told).toEqual(['success', 'refused: invalid_api_key, greeted']);
  });

  it('is one failure when it is lost before it greets', async () => {
    const { told, session, standIn, lost } = await begin(true);
    standIn.sessions[0]?.close(1011);
    await lost;
    session.close();
    expect(told).toEqual(['failure']);
  });

  it('is a failure when it is given up because it does not greet, and nothing when no call waited for it', async () => {
    const hasty = await begin(true);
    hasty.pass(500);
    hasty.session.close();
    expect(hasty.told).toEqual([]);
    const patient = await begin(true);
    patient.pass(5_000);
    patient.session.close();
    patient.session.close();
    expect(patient.told).toEqual(['failure']);
  });

  it('is the provider’s refusal of a response, or a response that was made', () => {
    const told: string[] = [];
    let listener: ModelListener | null = null;
    const engine: Pick<ModelEngine, 'open'> = {
      open(given) {
        listener = given;
        return { send() {}, close() {} };
      },
    };
    const report = (said: ModelReport) => listener?.onReport(said);
    const trouble = { code: 'insufficient_quota', kind: 'operator', retryAfterMs: null } as const;
    const finished = (status: ResponseStatus, what?: ModelFailure['what']): ModelReport => ({
      kind: 'input',
      input: { type: 'model.response_finished', responseId: 'r', status, toolCalls: [] },
      ...(what === undefined ? {} : { failure: { what, trouble, reason: '' } }),
    });
    const session = new EngineSession({ engine, circuit: tellingCircuit(told) }, { onLost() {} });
    report({ kind: 'input', input: { type: 'model.opened' } });
    // No call has it yet.
    report({ kind: 'error', failure: { what: 'event', trouble, reason: '' } });
    expect(told).toEqual(['success']);
    session.handTo({ onReport() {}, onLost() {} });
    report(finished('completed', 'transcription'));
    report(finished('failed', 'response'));
    report({ kind: 'error', failure: { what: 'event', trouble, reason: '' } });
    const refused = 'refused: insufficient_quota, greeted';
    expect(told).toEqual(['success', 'answered', refused, refused]);
  });
});
