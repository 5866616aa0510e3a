/** The setting for little reasoning. Only reasoning models accept one; others refuse the request. */
export function toReasoning(model: string): { reasoning?: { effort: 'low' } } {
  return /^(gpt-[5-9]|o\d)/.test(model) ? { reasoning: { effort: 'low' } } : {};
}
