import { z } from 'zod';
import { toLoudness } from './audio.ts';

/** How loud one side is as a meter shows it: 0 for silence, 100 for full scale, in even steps of loudness. */
const level = z.number().int().min(0).max(100);

/** How loud both sides of a call are at this moment. Never stored, and may be skipped. */
export const levelsSchema = z.object({ candidate: level, interviewer: level });
export type Levels = z.infer<typeof levelsSchema>;

/** How often levels are told while they are watched, in ms. */
export const levelsEveryMs = 250;
/** Levels that are older say nothing any more: there is no meter. */
export const levelsLastMs = 2_000;

/** Anything quieter counts as silence, in dB below full scale. */
const floorDb = -50;

/** The level of a root mean square, 0 to 1. */
export function toLevel(loudness: number): number {
  if (loudness <= 0) return 0;
  return Math.round(100 * Math.max(0, Math.min(1, 1 - (20 * Math.log10(loudness)) / floorDb)));
}

/** The loudest of these pieces of audio (base64 µ-law), as a level. */
export function loudestLevel(payloads: readonly string[]): number {
  return toLevel(Math.max(0, ...payloads.map(toLoudness)));
}
