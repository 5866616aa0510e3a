/**
 * Eight questions with five answers each, written for this purpose. They go from generalities (1) to a case with its
 * difficulty, the reasons, the candidate's own part, a result that can be checked and what it cost (5). No answer is a
 * real person's.
 */
export interface Ladder {
  id: string;
  jobTitle: string;
  question: string;
  /** By level, from 1 to 5. */
  answers: readonly [string, string, string, string, string];
}

export const ladders: readonly Ladder[] = [
  {
    id: 'conflict',
    jobTitle: 'Ward nurse',
    question: 'Tell me about a time you had a conflict with a colleague. What did you do?',
    answers: [
      "I get along with everybody, really. Conflicts are normal in every team and communication is key. I always try to stay calm and professional. I'm a very patient person, and people like working with me.",
      'There was a colleague on my ward who was often late for the handover. It was annoying for everyone. We talked about it and it got better. I think you should always talk to people directly.',
      'On my last ward a colleague was late for the morning handover several times, and the night shift had to stay longer. I asked her for a coffee and told her what it meant for the others. She said that her child care had changed. I spoke to the ward manager, and we moved her start by half an hour. After that the handovers were on time.',
      'When I worked on the surgical ward, a colleague came twenty minutes late to the handover three weeks in a row, and the night shift had to stay. The others wanted to complain to the manager at once. I asked her first, after the shift, because I did not know the reason. Her child care had changed. I drafted a rota in which she started half an hour later and took two late discharges a week instead. The manager agreed. Since then the handover has been on time, and she has taken eleven of those discharges.',
      "Two years ago, on the surgical ward at St Mary's, a colleague came twenty minutes late to the handover three weeks in a row. I was responsible for the rota, and the night shift was about to file a complaint. I spoke to her alone first, because a complaint could have cost her the post and I did not know the reason. Her child care had closed. I compared two ways: covering for her from our own time, which would have cost us six hours a week, or moving her start. I drafted a rota with a start at half past seven, and she took two late discharges a week instead. I asked the night shift before I went to the manager, and one nurse refused, so I swapped her Friday. In the end the handover was on time in nine of ten weeks. I was wrong about one thing: I waited two weeks too long. Now I ask on the second day.",
    ],
  },
  {
    id: 'failure',
    jobTitle: 'Software engineer',
    question: 'Tell me about a project that went wrong. What happened, and what was your part?',
    answers: [
      'Every project has its ups and downs. I think the most important thing is to learn from mistakes and to keep going. I am someone who never gives up, and I always give one hundred percent for the team.',
      'We had a migration that did not go well. There were many bugs and the customers were not happy. It was a difficult time for the whole team. In the end it was fixed somehow and we learned a lot.',
      'In my last job we moved our orders to a new database. The release was on a Friday, and some orders were shown twice. I found the reason in the import job and fixed it over the weekend. On Monday the numbers were right. It would have been better to test it with real data before.',
      'In 2022 we moved our order history to PostgreSQL, and I was responsible for the import. On the first evening four hundred orders were shown twice, because my job ran again after a timeout. I stopped the import, told the support team what customers would see, and wrote a query that found the copies. I removed them by Sunday night. On Monday no customer saw a wrong order. It was my mistake: I had not tested what happens when the job is repeated. Since then I write a test for the second run first.',
      'In 2022 I led the import of six million orders from MySQL to PostgreSQL at a shop for spare parts. The goal was to be done in one night. On the first evening four hundred orders were shown twice, because my job started again after a timeout. I could have rolled everything back, which would have cost us the night and a second closing of the shop. I decided against it, since the copies could be told apart by their time, and I stopped the import instead. First I told support what customers would see. Then I wrote a query that listed the copies, had Priya check it against the old database, and removed them in batches of fifty. By Sunday at ten the two databases agreed to the last order, and three customers had noticed. My mistake was that I had never tested a second run, and I said so in the review. Since then every import of ours has a key that makes it safe to repeat, and of the nine that followed none was repeated by hand.',
    ],
  },
  {
    id: 'customer',
    jobTitle: 'Hotel receptionist',
    question: 'Describe a situation in which you had to deal with a difficult customer.',
    answers: [
      'I have a lot of experience with customers and I know how to handle them. You have to be friendly and smile. The customer is king, that is what I believe. I am good with people.',
      'Sometimes guests are angry, for example when the room is not ready. One guest was very loud at the desk once. I stayed friendly and he calmed down after a while. It is important not to take it personally.',
      'Last summer a guest arrived at eleven at night and we had no room for him, because we were overbooked. He shouted at the desk. I apologised and called another hotel near the station. I found a room there and ordered a taxi for him. He was still angry, but he went, and later he wrote that he was satisfied with how it was solved.',
      'Last summer we were overbooked by two rooms, and at eleven at night a guest with two children stood at my desk and shouted. I took them to the lounge first, because other guests were listening. I called three hotels and got a family room at the Park Hotel for 140 euros. I paid the taxi from the petty cash, although I was only allowed fifty euros without the manager. I told her the next morning. The guest came back in October and asked for me by name.',
      'Last July we were overbooked by two rooms, and I was alone at the desk with eleven arrivals still to come. At eleven at night a father with two children shouted at me that he had paid in March. I took the family to the lounge and brought the children juice, because there was no way to talk in front of six other guests. I could have sent him to the hotel we have a contract with, which was cheaper, but it was twelve kilometres away. I called three hotels in walking distance instead and got a family room at the Park Hotel for 140 euros. I was only allowed to spend fifty without the manager, so I rang her, could not reach her, paid and left a note. He came back in October with his parents. What did not work was that a second guest heard nothing for forty minutes. Since then I print the list of arrivals at eight and call those who come last before they stand at the desk, and we have not moved anyone at night in nine months.',
    ],
  },
  {
    id: 'decision',
    jobTitle: 'Operations manager',
    question: 'When did you last have to decide without enough information? How did you go about it?',
    answers: [
      'I am a decisive person. In management you never have all the information, that is just how it is. You have to trust your gut and be confident. I would say that I usually make good decisions.',
      'At my company we often have to decide quickly, for example when a supplier does not deliver. We look at the options and then take the best one. It worked well most of the time. You can not wait forever.',
      'Last winter a supplier told us that a delivery of pumps would be late, but not by how much. We had two customers waiting. I asked the supplier for the date in writing and called a second supplier for a price. I ordered half of the pumps from the second one. In the end both customers got their pumps in time.',
      'Last January our supplier in Turin told us that forty pumps would be late, without a date. Two customers were waiting, and one had a penalty of 2,000 euros a day. I called the factory myself and found out that a casting was missing, so it could take one week or five. I ordered twenty pumps elsewhere for nine percent more, because that was less than two days of penalty. The first pumps came after eight days, the rest after four weeks. We paid no penalty.',
      'Last January our supplier in Turin told us on a Tuesday that forty pumps would be late, and gave no date. I was responsible for two customers, one with a penalty of 2,000 euros a day from the first of February. I had two days before the other supplier closed its books. First I called the foreman in Turin rather than the sales office, and he told me that a casting had failed, so it was one week or five. I compared three ways: wait, order everything again, or split. Waiting could have cost us 60,000 euros, ordering everything again 31,000 for sure. I ordered twenty pumps elsewhere for nine percent more, which was a premium of 7,000, knowing that I might not need them. I wrote down what would make me change my mind, and sent it to my director. The first pumps came after eight days, the rest after four weeks, and we paid no penalty. I had overlooked the freight, which cost another 1,100. Now I ask each supplier for the name of a foreman before I sign.',
    ],
  },
  {
    id: 'process',
    jobTitle: 'Accountant',
    question: 'Tell me about a time you improved a process. How did you do it, and what changed?',
    answers: [
      'I like to optimise things and I have an eye for detail. In every job I look for ways to be more efficient. I think outside the box. Processes are very important in accounting.',
      'In our department the travel expenses took very long. I made some suggestions about it and a few of them were used. It is better now. The colleagues were quite happy about that.',
      'In my current job the travel expenses took about three weeks. I looked at where they were waiting and saw that most of them came back because a receipt was missing. I wrote a short list for the sales people and put it on the form. After that fewer of them came back, and the payment took about ten days.',
      'When I started at a wholesaler in 2021, travel expenses took twenty-two days on average, and sales complained every month. I tracked sixty forms for four weeks and found that forty came back because a receipt was missing. I designed a form that could not be sent without a photo, because a list alone had been tried before. I tested it with five sales people first. After two months it took nine days. Two people still send paper, and I enter those myself.',
      'When I started at a wholesaler in 2021, travel expenses took twenty-two days on average, and I was asked to get below ten without another person. I tracked sixty forms for four weeks, because everybody had another opinion about the cause. Forty of them came back once, nearly always for a missing receipt. We could have bought a tool for 14,000 euros a year. I proposed a form on the phone that cannot be sent without a photo instead, which cost us three days of an apprentice. I tested it with five people who had complained the loudest, and changed two fields that they skipped. Then I turned off the mailbox, even though our director was against it, after I had shown him that it held a third of the errors. It fell to nine days in two months and to six by the end of the year. I underestimated the drivers, who have no company phone: their share stayed at fifteen days until Petra from the depot collected them on Fridays. What I learned is to measure where a thing waits before I ask who is slow.',
    ],
  },
  {
    id: 'deadlines',
    jobTitle: 'Event manager',
    question: 'How have you handled several deadlines at once? Please give me an example.',
    answers: [
      'I work very well under pressure. Multitasking is one of my strengths, and I am very organised. I use lists and I prioritise. Deadlines are never a problem for me.',
      'In my job there are many events at the same time, especially in spring. It is stressful but we manage. I make a plan and then we work through it together. So far all events took place.',
      'Last May I had a conference, a summer party and a product launch within nine days. I made one list of everything that had to be ordered and sorted it by date. I asked my colleague to take the party. I called the caterer every second day. All three took place on time, and the customer of the launch booked us again.',
      'Last May I was responsible for a conference with 300 guests, a summer party and a product launch within nine days. Two weeks before, the hall for the launch was lost to a burst pipe. I moved my tasks for the party to a colleague, because its customer knew her already. I visited four halls in two days and signed the one that had its own technicians. I cut the stage by a third to stay within the budget. The launch opened on time with 180 guests, 2 percent over budget.',
      'Last May I was responsible for a conference with 300 guests, a summer party and a launch for a maker of bicycles, all within nine days. Two weeks before, a burst pipe closed the hall of the launch. I sorted what was left by what it would cost us to miss it, not by date: the launch had a penalty of 25,000 euros, the party only an unhappy customer. So I told the customer of the party myself that Lena would take over, and offered to pay for the flowers. He agreed. I visited four halls in two days and chose a tram depot rather than the cheaper hotel, because it had its own technicians and the stage could be built overnight. I cut the stage by a third, which the marketing manager was against until I showed him the lines of sight on paper. It opened on time with 180 guests and 2 percent over budget. I missed one thing: the conference had no vegan lunch for forty people, because I had not passed that mail on. Since then nothing of mine is handed over without a call in which the other one reads the list to me.',
    ],
  },
  {
    id: 'learning',
    jobTitle: 'Data analyst',
    question: 'Tell me about a time you had to learn something quickly for your work.',
    answers: [
      'I am a fast learner and very curious. Learning new things is what I love most about my work. Technology changes all the time, so you have to keep up. I read a lot and watch videos.',
      'In my last job I had to learn Power BI because the company wanted it. I did a course online and asked colleagues. After some time I could use it quite well. Now it is no problem any more.',
      'In my last job our team had to replace its spreadsheets by Power BI within two months. I did an online course in the evenings and rebuilt the sales report first. When I was stuck I asked a colleague from another department. The report was ready in time, and my team still uses it.',
      'In March our only Power BI developer left, and I had to take over the weekly sales report, which the board reads on Mondays. I knew spreadsheets only. I took the report apart and wrote down what each of its thirty measures did, because the course examples did not help with ours. I booked two hours with the developer before he left. The first Monday I sent it four hours late. From the third week it was on time, and I found two measures that had counted returns twice.',
      'In March our only Power BI developer left with two weeks of notice, and I was asked to take over the sales report that the board reads every Monday at eight. I had only worked with spreadsheets. I could have bought a freelancer for 900 euros a day, but then we would have been where we were a month later. Instead I took the report apart: I wrote down what each of its thirty measures did and marked the nine that I could not explain. I spent the two hours I got with the developer on those nine and on nothing else. Then I rebuilt the same report from the raw data and compared the two every evening, which cost me my own evenings for two weeks. The first Monday I was four hours late, and I told the board why at seven instead of at eight. In the third week the two agreed except for returns, and it turned out that the old report had counted them twice, by 1.8 million a year. I did not see that the time zones differed until Marek from finance showed me. Since then I learn a system by its differences from one that I trust.',
    ],
  },
  {
    id: 'leading',
    jobTitle: 'Product designer',
    question: 'Describe a time when you led others without being their manager.',
    answers: [
      'I see myself as a natural leader. People often come to me for advice. Leadership means to be a role model and to motivate others, and I think I do that every day. Titles are not important to me.',
      'I was in a working group about our design system. I was kind of the person who organised it. We had meetings every two weeks and made good progress. Everybody did their part and in the end we had something.',
      'In my last company every team had its own buttons and forms. I invited one designer and one developer of each team to a meeting. I collected all buttons on one wall and we chose which ones should stay. I wrote them down in a small library. After half a year four of the six teams used it.',
      'In my last company six teams had forty-one kinds of buttons, and nobody was in charge of it. I printed all of them and put them on a wall next to the kitchen, because a document had been ignored twice. I invited one designer and one developer of each team and let them choose. Two teams refused, since they had a release in May. I built their parts first so that it cost them nothing. By autumn all six teams used the library, and a new form took two days instead of five.',
      'In my last company six teams had forty-one kinds of buttons, and I was a designer in one of them without any say in the others. A plan from above had failed the year before. I printed all forty-one and put them on the wall next to the kitchen, because people stop there who would never open a document. I wanted the teams to decide, so I asked one designer and one developer of each to strike out what they would not miss, and brought it down to fourteen. Two teams refused, since they had a release in May. I could have gone to the director, who had offered it, but then they would have used it until he looked away. Instead I built their parts first, for three weeks, at the price of my own roadmap, which my manager accepted for one quarter. By autumn all six used the library, and a new form took two days instead of five, measured over twenty forms. I was wrong to leave the naming to a vote: we renamed half of it later, and Jonas did most of that work. I now decide names alone and let people decide what they have to live with.',
    ],
  },
];
