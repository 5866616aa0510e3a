import { z } from 'zod';

/** The devices that a person has chosen for this tab. Empty: the browser's own choice. */
const chosenSchema = z.object({ microphone: z.string(), speaker: z.string() });
export type ChosenDevices = z.infer<typeof chosenSchema>;

/** Begins as every key of ours, so that "Forget me on this device" removes it. */
const key = 'ringback.devices';

export function readChosenDevices(): ChosenDevices {
  try {
    const parsed = chosenSchema.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
    if (parsed.success) return parsed.data;
  } catch {
    // Storage is switched off or holds something else.
  }
  return { microphone: '', speaker: '' };
}

export function rememberChosenDevices(chosen: ChosenDevices): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(chosen));
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
