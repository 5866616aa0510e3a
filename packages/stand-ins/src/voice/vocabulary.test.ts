import { expect, test } from 'vitest';
import { correctVocabulary } from './vocabulary.ts';

const VOCABULARY = [
  'Kafka',
  'Kubernetes',
  'PostgreSQL',
  'AWS',
  'GraphQL',
  'Jenkins',
  'Grafana',
  'Snowflake',
  'Spring Boot',
  'TypeScript',
  'Services',
  'design',
];
/** Stands for the frequent words of the recogniser's own vocabulary. */
const ORDINARY = new Set(
  'a and boot coffee data deployed design in it monitored of one our script services sequel spring string team the to type used was we went with'.split(
    ' ',
  ),
);
const correct = (text: string) =>
  correctVocabulary(text, { vocabulary: VOCABULARY, isOrdinary: (word) => ORDINARY.has(word) });

test.each([
  ['We deployed with Jenkun.', 'We deployed with Jenkins.'],
  ['monitored in gray fanneth, with one team', 'monitored in Grafana, with one team'],
  ['the data went to snowflake', 'the data went to Snowflake'],
  ['cooper netties and kafca', 'Kubernetes and Kafka'],
  ['in P. O. S. T. G. R. E. S. Q. L. and A. W. S.', 'in PostgreSQL and AWS.'],
  ['with G. R. A. P. H. P. L.. It was', 'with GraphQL. It was'],
  ['with G.R.A.P. H. Q. L. and', 'with GraphQL and'],
  ["type script and kafka's team", "TypeScript and Kafka's team"],
])('%s: as it was meant', (heard, meant) => {
  expect(correct(heard)).toBe(meant);
});

test.each([
  'The coffee was in the spring.',
  'It was a string of services.',
  'We resign.',
  'Spring to 20 d and',
  'Of course, the team was wonderful.',
  'I do, and I, too.',
  '',
])('%s: as it was heard', (heard) => {
  expect(correct(heard)).toBe(heard);
});

test('without a vocabulary nothing changes', () => {
  expect(correctVocabulary('Jenkun, kafca', { vocabulary: [], isOrdinary: () => false })).toBe(
    'Jenkun, kafca',
  );
});

test('names are not joined across a comma', () => {
  expect(correct('snow, flake')).toBe('snow, flake');
});
