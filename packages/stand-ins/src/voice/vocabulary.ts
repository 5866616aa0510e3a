export function correctVocabulary(text: string, _vocabulary: readonly string[]): string {
  return text;
}
