/** Models with an announced shutdown, which would stop the product on a known day (types of `openai` 7). */
const endings: readonly { on: string; models: RegExp }[] = [
  { on: '2026-10-23', models: /^(gpt-4\.1-nano|o4-mini|o3-mini|o1|gpt-4|gpt-4-turbo|gpt-3\.5-turbo)(-\d|$)/ },
  { on: '2026-12-11', models: /^(gpt-5|gpt-5-mini|gpt-5-nano|o3)(-\d|$)/ },
  { on: '2027-01-14', models: /^(gpt-4\.1|gpt-4\.1-mini|gpt-4o|gpt-4o-mini)(-\d|$)/ },
  { on: '2027-01-20', models: /^gpt-realtime(-mini)?(-20\d\d-|$)/ },
  { on: '2027-02-26', models: /^(whisper-1|gpt-4o(-mini)?-transcribe(-|$))/ },
  { on: '2027-04-01', models: /^gpt-5\.(4-nano|1)(-\d|$)/ },
];

/** When the provider shuts a model down. Undefined when no day is announced. */
export function findAnnouncedEnd(model: string): string | undefined {
  return endings.find(({ models }) => models.test(model))?.on;
}
