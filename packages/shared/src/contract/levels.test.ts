import { expect, it } from 'vitest';
import { loudestLevel, toLevel } from './levels.ts';

const audio = (byte: number) => Buffer.alloc(160, byte).toString('base64');

it('a level goes in even steps of loudness, from silence to full scale', () => {
  expect([0, 0.0001, 0.00317, 0.0317, 0.317, 1, 2].map(toLevel)).toEqual([0, 0, 0, 40, 80, 100, 100]);
});

it('the loudest piece counts, and what is no audio is silent', () => {
  expect(loudestLevel([audio(0xff), audio(0x80), audio(0xf0)])).toBe(100);
  expect(loudestLevel([audio(0xff), 'not base64!'])).toBe(0);
  expect(loudestLevel([])).toBe(0);
});
