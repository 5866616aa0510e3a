/** Worked examples that fill the form. Companies and people in them are invented. */
export const examples = [
  {
    jobTitle: 'Backend engineer',
    company: 'Northwind Payments',
    kind: 'technical',
    jobDescription:
      'Requirements:\n- Three years with Node.js or Go\n- Redis and Postgres under load\n- On-call duty every fourth week\n- Mentoring of two juniors',
    resume:
      'Software engineer at a logistics company since 2021.\n- Moved session lookup from Postgres to Redis; p99 went from 900 to 80 ms\n- Node.js services for 400 depots',
  },
  {
    jobTitle: 'Ward nurse',
    company: 'St. Mary’s Hospital',
    kind: 'behavioural',
    jobDescription:
      'You bring:\n- Three years on an acute ward\n- Confidence with medication rounds\n- Calm talks with relatives\n- Readiness for night shifts',
    resume:
      'Registered nurse, surgical ward, 2019 to today.\n- Medication rounds for 24 patients\n- Introduced a checklist for handovers',
  },
  {
    jobTitle: 'Marketing manager',
    company: 'Alder & Finch',
    kind: 'hiring_manager',
    jobDescription:
      'What we are looking for:\n- Positioning of a product line in healthcare\n- Close work with sales\n- Analytics that lead to decisions',
    resume:
      'Marketing specialist, 2020 to today.\n- Campaigns for clinics, 30 leads a month\n- Weekly figures with sales',
  },
];
