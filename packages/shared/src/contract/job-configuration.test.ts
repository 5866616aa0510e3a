import { describe, expect, it } from 'vitest';
import { jobConfigurationSchema } from './job-configuration.ts';
import { cleanText } from './text.ts';

describe('a job configuration', () => {
  it('needs a title and nothing else', () => {
    expect(jobConfigurationSchema.parse({ jobTitle: ' Baker ' })).toMatchObject({
      jobTitle: 'Baker',
      lengthMinutes: 15,
      voice: 'marin',
    });
    for (const jobTitle of ['', '   ', '\u200B']) {
      expect(jobConfigurationSchema.safeParse({ jobTitle }).success).toBe(false);
    }
  });

  it('refuses unknown keys and what is too long', () => {
    expect(jobConfigurationSchema.safeParse({ jobTitle: 'Baker', salary: 1 }).success).toBe(false);
    expect(
      jobConfigurationSchema.safeParse({ jobTitle: 'Baker', jobDescription: 'x'.repeat(8001) }).success,
    ).toBe(false);
    expect(jobConfigurationSchema.safeParse({ jobTitle: 'Baker', lengthMinutes: 7 }).success).toBe(false);
  });
});

describe('pasted text', () => {
  it('loses what cannot be seen and keeps the rest', () => {
    expect(cleanText('a\u0000b\u202Ec\u200Bd\uFEFF')).toBe('abcd');
    expect(cleanText('Zürich\r\n\t– “ok” 你好 👩‍🎓'.normalize('NFD'))).toContain('Zürich\n\t– “ok” 你好');
  });
});
