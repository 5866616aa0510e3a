import { type ReportDocument, toRatingDifferences } from '@ringback/shared/report/report-document';
import { toRatingSkillWords } from '../../lib/report/difference-words.ts';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat } from '../words/words-context.ts';
import { LevelsTable } from './levels-table.tsx';
import styles from './report-parts.module.css';

/** Why nothing is judged. */
function NothingJudged({ gate }: Pick<ReportDocument['report'], 'gate'>) {
  const { report, judged } = useMoreWords();
  if (gate.isAudible) return <p>{report.noJudge}</p>;
  return (
    <>
      <p>{report.tooLittle}</p>
      <ul className={text.list} data-testid="missing">
        {gate.missing.map((one) => (
          <li key={one.what}>{judged.missing(one)}</li>
        ))}
      </ul>
    </>
  );
}

/** The level of the whole, and of each dimension. */
function Levels({ document }: { document: ReportDocument }) {
  const { report, judged } = useMoreWords();
  const { overall } = document.report;
  return (
    <>
      <p className={styles.overall}>
        {overall === null ? (
          report.noOverall
        ) : (
          <>
            <strong>{judged.level(overall)}</strong>
            {report.meanOfFive}
          </>
        )}
      </p>
      <LevelsTable document={document} />
      <p className={text.hint}>
        {report.dotHint} {document.selfRating === null ? '' : report.ringHint}
      </p>
    </>
  );
}

/** First of a report: what the whole is. */
export function OverallSection({ document }: { document: ReportDocument }) {
  const { report, judged } = useMoreWords();
  const format = useFormat();
  const { selfRating } = document;
  const { dimensions, gate, madeBy } = document.report;
  const skill = toRatingSkillWords(toRatingDifferences(document), { words: report, format });
  const hasLevels = dimensions.length > 0;
  return (
    <Card title={hasLevels ? report.overall : report.nothingJudged} data-testid="overall">
      {gate.isAudible && hasLevels ? null : <NothingJudged gate={gate} />}
      {hasLevels ? <Levels document={document} /> : null}
      {skill === null ? null : <p data-testid="rating-skill">{skill}</p>}
      {selfRating === null || selfRating.sentence === '' ? null : (
        <p>
          <strong>{report.youWrote}</strong> {selfRating.sentence}
        </p>
      )}
      <p className={text.hint}>
        {judged.practiceOnly} {madeBy.judge === 'rules' ? judged.judgedByRules : null}
      </p>
    </Card>
  );
}
