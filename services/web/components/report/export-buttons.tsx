import { toReportJson } from '@ringback/shared/report/export-json';
import { toMarkdown } from '@ringback/shared/report/export-markdown';
import { toWebVtt } from '@ringback/shared/report/export-webvtt';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { downloadFile } from '../../lib/download-file.ts';

const kinds = [
  { word: 'Markdown', ending: 'md', type: 'text/markdown', write: toMarkdown },
  { word: 'JSON', ending: 'json', type: 'application/json', write: toReportJson },
  { word: 'Captions (WebVTT)', ending: 'vtt', type: 'text/vtt', write: toWebVtt },
] as const;

/** Offers the report as files that this browser makes. */
export function ExportButtons({ document }: { document: ReportDocument }) {
  return (
    <section className="card no-print" aria-labelledby="export-title">
      <h2 id="export-title">Take it with you</h2>
      <div className="buttons">
        {kinds.map(({ word, ending, type, write }) => (
          <button
            key={ending}
            type="button"
            className="button"
            data-testid={`export-${ending}`}
            onClick={() => downloadFile({ name: `interview-report.${ending}`, type, text: write(document) })}
          >
            {word}
          </button>
        ))}
        <button type="button" className="button" onClick={() => window.print()}>
          Print
        </button>
      </div>
    </section>
  );
}
