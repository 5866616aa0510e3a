import type { VoiceSpan } from '@ringback/shared/contract/voice-span';
import { sentencesOf } from '@ringback/shared/report/language-tools';
import { describe, expect, it } from 'vitest';
import { judgeAudibility } from './audibility.ts';
import type { HeardTurn } from './heard-turn.ts';
import type { Interview } from './interview.ts';

const good =
  'In my last job I led a team of four, and our release was late. I asked each of them what stood in the way. Two of them had been waiting for the same review, so I did it that evening. We shipped on Friday.';

interface Said {
  text: string;
  lastsMs?: number;
  lineGaps?: readonly VoiceSpan[];
}
/** An interview in which each of these was said in answer to a question of its own. */
function interviewOf(language: string, ...said: Said[]): Interview {
  const turns = said.map(
    ({ text, lastsMs = text.split(' ').length * 400, lineGaps = [] }, index): HeardTurn => ({
      ...{
        itemId: `c${index}`,
        speaker: 'candidate',
        text,
        startedAtMs: 0,
        endedAtMs: lastsMs,
        afterMs: null,
      },
      ...{ voiced: [{ fromMs: 0, toMs: lastsMs }], lineGaps, isAfterQuestions: false },
    }),
  );
  const exchanges = turns.map((turn, index) => ({
    id: `q${index}`,
    text: 'And?',
    itemIds: [],
    ...{ answer: [turn], earlierTries: [], hints: [] },
  }));
  return { language, turns, exchanges };
}
function gate(language: string, ...said: Said[]) {
  const sentences = said.flatMap(({ text }) => sentencesOf(text, language)).map((clean) => ({ clean }));
  return judgeAudibility(interviewOf(language, ...said), sentences);
}
const missingOf = (...given: Parameters<typeof gate>) => gate(...given).missing.map(({ what }) => what);

describe('the audibility gate', () => {
  it('lets an ordinary answer through', () => {
    expect(gate('en', { text: good })).toEqual({ isAudible: true, missing: [] });
  });

  it('wants more words the more was asked', () => {
    expect(gate('en', { text: 'Fine.' })).toEqual({
      isAudible: false,
      missing: [{ what: 'words', measured: 1, bound: 25 }],
    });
    const many = Array.from({ length: 6 }, () => ({ text: 'Um, yes, I did that.' }));
    expect(gate('en', ...many).missing[0]).toEqual({ what: 'words', measured: 24, bound: 60 });
    expect(missingOf('en')).toEqual(['questions']);
  });

  it('finds speech that gave no words', () => {
    expect(missingOf('en', { text: good }, { text: '', lastsMs: 9_000 })).toEqual(['words_of_speech']);
    expect(missingOf('en', { text: good, lastsMs: 120_000 })).toEqual(['words_per_minute']);
  });

  it('finds a line that was gone for much of an answer', () => {
    expect(missingOf('en', { text: good, lineGaps: [{ fromMs: 1_000, toMs: 4_000 }] })).toEqual(['line']);
    expect(missingOf('en', { text: good, lineGaps: [{ fromMs: 1_000, toMs: 2_000 }] })).toEqual([]);
  });

  it('finds a recogniser that is stuck', () => {
    const stuck = 'Thank you for watching this video with us. '.repeat(7) + good;
    expect(missingOf('en', { text: stuck })).toEqual(['distinct_sentences']);
  });
});

/** At least fifty words in each language, on different subjects. */
const texts: Readonly<Record<string, string>> = {
  en: good,
  de: 'In meiner letzten Stelle habe ich ein Team von vier Leuten geleitet, und unsere Auslieferung war zu spät. Ich habe jeden gefragt, was im Weg steht. Zwei von ihnen warteten auf dieselbe Prüfung, also habe ich sie noch am Abend gemacht. Am Freitag haben wir ausgeliefert, und der Kunde war zufrieden.',
  es: 'En mi último trabajo dirigí un equipo de cuatro personas y la entrega iba con retraso. Pregunté a cada uno qué le faltaba para terminar. Dos de ellos esperaban la misma revisión, así que la hice yo esa noche. El viernes entregamos y el cliente quedó contento con el resultado que tenía.',
  fr: 'Dans mon dernier poste, je dirigeais une équipe de quatre personnes et la livraison était en retard. J’ai demandé à chacun ce qui le bloquait. Deux d’entre eux attendaient la même relecture, alors je l’ai faite le soir même. Nous avons livré le vendredi et le client était content du résultat.',
  it: 'Nel mio ultimo lavoro guidavo una squadra di quattro persone e la consegna era in ritardo. Ho chiesto a ognuno che cosa lo fermava. Due di loro aspettavano la stessa revisione, quindi la ho fatta io quella sera. Il venerdì abbiamo consegnato e il cliente era contento di come era andata.',
  nl: 'In mijn vorige baan leidde ik een team van vier mensen en de oplevering was te laat. Ik heb ieder van hen gevraagd wat er in de weg stond. Twee van hen wachtten op dezelfde controle, dus die heb ik die avond gedaan. Op vrijdag hebben we opgeleverd en de klant was tevreden.',
  pt: 'No meu último emprego eu liderava uma equipa de quatro pessoas e a entrega estava atrasada. Perguntei a cada um o que o impedia. Dois deles esperavam pela mesma revisão, por isso eu a fiz nessa noite. Na sexta-feira entregámos e o cliente ficou contente com o que viu.',
};

describe('the language of the form', () => {
  it.each(Object.keys(texts))('is known in %s, and no other one is taken for it', (spoken) => {
    for (const form of Object.keys(texts))
      expect([form, missingOf(form, { text: texts[spoken] ?? '' })]).toEqual([
        form,
        form === spoken ? [] : ['language'],
      ]);
  });

  it.each([
    [
      'technical words',
      'I moved the Kubernetes clusters to Terraform modules, wrote Prometheus alerts for latency and error budgets, replaced Jenkins pipelines with GitHub workflows, and cut median deployment time from forty minutes to nine across eleven services, with canary releases and automatic rollbacks.',
    ],
    [
      'foreign words and names',
      'At Müller und Söhne in München I spoke with the Betriebsrat every week, and in Lyon with the comité d’entreprise. Monsieur Lefèvre said that it was très bien, and we signed the Rahmenvertrag for the Werk in Ingolstadt in the same month.',
    ],
    [
      'simple grammar',
      'I work in hotel three year. Guest come late, no room. I call other hotel, I find room, I pay taxi. Guest is happy, he write good letter to my boss. Boss give me more work and more money after.',
    ],
  ])('is found in a text with %s', (_what, text) => {
    expect(missingOf('en', { text })).toEqual([]);
  });

  it.each([
    [
      'ja',
      'チームを率いて、納期に遅れていた案件を立て直しました。毎朝全員に話を聞き、問題を一つずつ解決しました。',
      [],
    ],
    ['ja', texts.en ?? '', ['language']],
    [
      'en',
      'Я руководил командой из четырёх человек, и мы опаздывали с выпуском. Я спросил каждого, что ему мешает, и в тот же вечер сделал проверку сам, а в пятницу мы всё сдали заказчику вовремя.',
      ['language'],
    ],
  ])('is told by its script (%s)', (form, text, expected) => {
    expect(missingOf(form, { text })).toEqual(expected);
  });
});
