import { expect, it } from 'vitest';
import { createCircuit } from './circuit.ts';

it('opens after five failures in a row, tries again later, and closes with the first success', () => {
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
