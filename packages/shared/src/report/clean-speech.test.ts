import { describe, expect, it } from 'vitest';
import { cleanSpeech } from './clean-speech.ts';

const clean = (text: string, language = 'en') => cleanSpeech(text, language).clean;

describe('what speaking adds', () => {
  it.each([
    ['en', 'Um, I led the team.', 'I led the team.'],
    ['en', 'I, uh, wrote the, erm, report.', 'I wrote the report.'],
    ['en', 'I I led the the team and we, we shipped.', 'I led the team and we shipped.'],
    ['en', 'It was kind of hard, I guess.', 'It was hard.'],
    ['en', 'I think we lost about ten customers.', 'We lost about ten customers.'],
    ['en', 'So I believe that it was the cache.', 'So it was the cache.'],
    ['en', 'You know, I asked her, like, directly.', 'I asked her directly.'],
    ['en', 'We sort of gave up or something.', 'We gave up.'],
    ['en', 'Um. Uh.', ''],
    ['de', 'Ähm, ich ich habe es, äh, gebaut.', 'Ich habe es gebaut.'],
    ['fr', 'Euh, je dirigeais, euh, cinq personnes.', 'Je dirigeais cinq personnes.'],
  ])('is taken out (%s: %s)', (language, spoken, expected) => {
    expect(clean(spoken, language)).toBe(expected);
  });

  it('is counted by kind', () => {
    const counts = { fillers: 2, hedges: 1, slips: 1, crutches: ['basically', 'actually'] };
    const spoken = 'Um, I I basically built it, uh, and it was kind of good, actually.';
    expect(cleanSpeech(spoken, 'en')).toMatchObject(counts);
  });

  it('stays in a language without lists', () => {
    const spoken = 'Um, ja ja, tak.';
    expect(cleanSpeech(spoken, 'fi')).toEqual({
      clean: spoken,
      fillers: 0,
      hedges: 0,
      slips: 0,
      crutches: [],
    });
  });
});

/** Each holds a word of a list that means something here. */
const mustNotMatch: readonly (readonly [string, string])[] = [
  ['en', 'I like working with people.'],
  ['en', 'It works like a queue.'],
  ['en', 'Tools like Kafka were new to us.'],
  ['en', 'I felt like giving up, but I stayed.'],
  ['en', 'Do you know the product?'],
  ['en', 'You know more about it than I do.'],
  ['en', 'The people you know are the people who buy.'],
  ['en', 'I mean what I say.'],
  ['en', 'By coverage I mean lines, not branches.'],
  ['en', 'It is a kind of database.'],
  ['en', 'What kind of tests did you write?'],
  ['en', 'That sort of problem needs two people.'],
  ['en', 'This kind of customer calls at night.'],
  ['en', 'We met all sorts of people.'],
  ['en', 'It was kind of you to ask.'],
  ['en', 'I think about the customer first.'],
  ['en', 'I think in terms of risk.'],
  ['en', 'I think of it as a debt.'],
  ['en', 'I think it through before I start.'],
  ['en', 'I told her what I think the customer wants.'],
  ['en', 'That is how I think it should work.'],
  ['en', 'I believe in testing.'],
  ['en', 'I believe her story.'],
  ['en', 'I believe you.'],
  ['en', 'I guess the number from the logs.'],
  ['en', 'They asked me to guess.'],
  ['en', 'I suppose nothing, I measure.'],
  ['en', 'We had had three outages.'],
  ['en', 'He said that that was the cause.'],
  ['en', 'It was very very late.'],
  ['en', 'No, no, that was the other team.'],
  ['en', 'What it is is a cache.'],
  ['en', 'I worked in the ER for two years.'],
  ['en', 'The gap was 5 mm wide.'],
  ['en', 'I studied at UM in Ann Arbor.'],
  ['en', 'The errors were in the parser.'],
  ['en', 'We sold umbrellas and hummus.'],
  ['en', 'I stuffed the boxes, and stuff was lost.'],
  ['en', 'I wanted to do something about it.'],
  ['en', 'Take whatever you need.'],
  ['en', 'Maybe ten people were there.'],
  ['en', 'It was probably the cache.'],
  ['en', 'I did not know whether I should stay.'],
  ['de', 'Er hat mich um Hilfe gebeten.'],
  ['de', 'Die Leute, die die Software bauen, saßen nebenan.'],
  ['de', 'Ich denke an den Kunden.'],
  ['de', 'Der Zug macht in Bonn halt.'],
  ['fr', 'Nous nous sommes mis au travail.'],
  ['es', 'Trabajé en un equipo de diez.'],
  ['pt', 'Um cliente pediu um desconto em maio.'],
  ['nl', 'Hij had het er over.'],
  ['it', 'Mi chiamò e mi chiese di restare.'],
];

describe('what has a meaning', () => {
  it('is shown by fifty sentences', () => {
    expect(mustNotMatch.length).toBeGreaterThanOrEqual(50);
  });

  it.each(mustNotMatch)('stays (%s: %s)', (language, sentence) => {
    expect(cleanSpeech(sentence, language)).toMatchObject({
      clean: sentence,
      fillers: 0,
      hedges: 0,
      slips: 0,
    });
  });
});
