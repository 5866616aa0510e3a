import { expect, it } from 'vitest';
import { deletionReferenceSchema } from './deletion-record.ts';

it.each([
  ['7K3M-Q9TD-0A1B-XYZ2', '7K3M-Q9TD-0A1B-XYZ2'],
  ['  7k3mq9td oalb xyz2 ', '7K3M-Q9TD-0A1B-XYZ2'],
  ['7K3M-Q9TD-OAIB-XYZ2', '7K3M-Q9TD-0A1B-XYZ2'],
])('a reference typed as %s is understood', (typed, reference) => {
  expect(deletionReferenceSchema.parse(typed)).toBe(reference);
});

it.each(['', '7K3M', '7K3M-Q9TD-0A1B-XYZU', '7K3M-Q9TD-0A1B-XYZ22', '*', 'x'.repeat(41)])(
  'another text is none: %s',
  (typed) => {
    expect(deletionReferenceSchema.safeParse(typed).success).toBe(false);
  },
);
