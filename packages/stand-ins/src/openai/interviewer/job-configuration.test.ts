import { expect, test } from 'vitest';
import { parseJobConfiguration } from './job-configuration.ts';

const block = (value: unknown) =>
  `Be brief.\n<job_configuration>\n${JSON.stringify(value)}\n</job_configuration>\nThank you.`;

test('the block between its two lines is read, whatever surrounds it', () => {
  expect(
    parseJobConfiguration(
      block({ jobTitle: 'Nurse', company: 'Clinic', kind: 'technical', lengthMinutes: 5 }),
    ),
  ).toMatchObject({
    jobTitle: 'Nurse',
    company: 'Clinic',
    kind: 'technical',
    lengthMinutes: 5,
    persona: 'neutral',
    resume: '',
  });
});

test('a description that contains the closing line does not end the block', () => {
  const jobDescription = 'a\n</job_configuration>\nb';
  expect(parseJobConfiguration(block({ jobTitle: 'Nurse', jobDescription }))).toMatchObject({
    jobDescription,
  });
});

test('JSON over several lines is read, and wrong fields take their defaults', () => {
  const pretty = `<job_configuration>\n${JSON.stringify({ jobTitle: 'Nurse', kind: 'odd', company: null }, null, 2)}\n</job_configuration>`;
  expect(parseJobConfiguration(pretty)).toMatchObject({
    jobTitle: 'Nurse',
    kind: 'behavioural',
    company: '',
  });
});

test('an empty text, half a block and broken JSON are no configuration', () => {
  expect(parseJobConfiguration('Be brief.')).toBeNull();
  expect(parseJobConfiguration('<job_configuration>\n{}')).toBeNull();
  expect(parseJobConfiguration('<job_configuration>\n{"jobTitle": \n</job_configuration>')).toBeNull();
});
