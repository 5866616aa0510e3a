import { toReportJson } from '@ringback/shared/report/export-json';
import { toMarkdown } from '@ringback/shared/report/export-markdown';
import { toWebVtt } from '@ringback/shared/report/export-webvtt';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { downloadFile } from '../../lib/download-file.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';

const kinds = [
  { name: 'Markdown', ending: 'md', type: 'text/markdown', write: toMarkdown },
  { name: 'JSON', ending: 'json', type: 'application/json', write: toReportJson },
  { name: null, ending: 'vtt', type: 'text/vtt', write: toWebVtt },
] as const;

/** Offers the report as files that this browser makes. */
export function ExportButtons({ document }: { document: ReportDocument }) {
  const { report } = useMoreWords();
  return (
    <div className="no-print">
      <Card title={report.takeWithYou}>
        <div className={text.row}>
          {kinds.map(({ name, ending, type, write }) => (
            <Button
              key={ending}
              data-testid={`export-${ending}`}
              onClick={() =>
                downloadFile({ name: `interview-report.${ending}`, type, text: write(document) })
              }
            >
              {name ?? report.captions}
            </Button>
          ))}
          <Button onClick={() => window.print()}>{report.print}</Button>
        </div>
      </Card>
    </div>
  );
}
