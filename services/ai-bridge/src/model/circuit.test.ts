import { describe, expect, it } from 'vitest';
import { createCircuit } from './circuit.ts';

it('opens after five failures in a row, tries again later, and closes at the first success', () => {
  let now = 0;
  const circuit = createCircuit(() => now);
  for (let failure = 0; failure < 4; failure++) circuit.onFailure();
  circuit.onSuccess();
  for (let failure = 0; failure < 4; failure++) circuit.onFailure();
  expect(circuit.isOpen).toBe(false);
  circuit.onFailure();
  expect(circuit.isOpen).toBe(true);
  now = 15_000;
  expect(circuit.isOpen).toBe(false);
  circuit.onFailure();
  expect(circuit.isOpen).toBe(true);
  circuit.onSuccess();
  expect(circuit.isOpen).toBe(false);
});

describe('a provider whose refusal only the operator can change', () => {
  function begin() {
    let now = 0;
    return { circuit: createCircuit(() => now), pass: (ms: number) => (now += ms) };
  }

  it('and that says so in a response is not trusted for a greeting: one call tries, and a response closes the circuit', () => {
    const { circuit, pass } = begin();
    circuit.onRefused('insufficient_quota', true);
    expect(circuit.mayBegin()).toBe(false);
    pass(15_000);
    // A spare session is greeted.
    circuit.onSuccess();
    expect(circuit).toMatchObject({ trouble: 'insufficient_quota', isOpen: false, isOnTrial: true });
    expect([circuit.mayBegin(), circuit.mayBegin()]).toEqual([true, false]);
    circuit.onSuccess();
    expect(circuit.isOpen).toBe(true);
    circuit.onAnswered();
    expect(circuit).toMatchObject({ trouble: null, isOpen: false, isOnTrial: false });
    expect([circuit.mayBegin(), circuit.mayBegin()]).toEqual([true, true]);
  });

  it('is tried after twice as long each time, at most after five minutes', () => {
    const { circuit, pass } = begin();
    circuit.onRefused('insufficient_quota', true);
    for (const pauseMs of [15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]) {
      pass(pauseMs - 1);
      expect(circuit.mayBegin()).toBe(false);
      pass(1);
      expect(circuit.mayBegin()).toBe(true);
      // The error event and the response report the same.
      circuit.onRefused('insufficient_quota', true);
      circuit.onRefused('insufficient_quota', true);
    }
  });

  it('is tried again after a try without result: the candidate hung up', () => {
    const { circuit, pass } = begin();
    circuit.onRefused('model_not_found', true);
    pass(15_000);
    expect(circuit.mayBegin()).toBe(true);
    pass(45_000);
    expect(circuit.mayBegin()).toBe(true);
  });

  it('and that says so at the handshake is trusted for the next greeting after the pause', () => {
    const { circuit, pass } = begin();
    circuit.onRefused('invalid_api_key', false);
    circuit.onSuccess();
    expect(circuit.isOpen).toBe(true);
    pass(15_000);
    circuit.onSuccess();
    expect(circuit).toMatchObject({ trouble: null, isOpen: false, isOnTrial: false });
  });
});

describe('an open circuit', () => {
  it('lets a session that no call waits for find out that the provider is back, and closes at its greeting', () => {
    const circuit = createCircuit(() => 0);
    for (let failures = 0; failures < 5; failures += 1) circuit.onFailure();
    expect(circuit).toMatchObject({ isOpen: true, mayProbe: true });
    expect(circuit.mayBegin()).toBe(false);
    circuit.onSuccess();
    expect(circuit.isOpen).toBe(false);
    expect(circuit.mayBegin()).toBe(true);
  });

  it('leaves a provider alone that refuses this installation', () => {
    const circuit = createCircuit(() => 0);
    circuit.onRefused('invalid_api_key', false);
    expect(circuit).toMatchObject({ isOpen: true, mayProbe: false });
  });
});
