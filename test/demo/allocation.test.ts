import { expect, test } from '@jest/globals';
import {
  examEntrants,
  examEntrantsInTeams,
  experiencedRecruits,
  fromRounds,
  institutionHires,
  institutionPositions,
  openSelections,
  openSelectionWinners,
  otherLeadersCount,
  regularSelections,
  total,
} from '../../src/demo/allocation.ts';

test('the blocks of the allocation add up to the 192 and to the 77 among them', () => {
  const leaders = openSelectionWinners + regularSelections + otherLeadersCount;
  expect(total(examEntrants)).toBe(17);
  expect(openSelectionWinners).toBe(8);
  expect(otherLeadersCount).toBe(64);
  expect(total(institutionHires)).toBe(60);
  expect(total(experiencedRecruits)).toBe(40);
  const hired = total(examEntrants) + total(institutionHires) + total(experiencedRecruits);
  expect(leaders + hired).toBe(192);
  expect(leaders + examEntrantsInTeams).toBe(77);
});

test('thirty-one of the other leaders were recommended in a round before', () => {
  expect([fromRounds('fromRound2020'), fromRounds('fromRound2022')]).toEqual([22, 9]);
});

test('each item of an open selection ends in one way', () => {
  for (const one of Object.values(openSelections)) {
    const { grassrootsWinners, otherWinners, unfilled, withdrawn, items } = one;
    expect(grassrootsWinners + otherWinners + unfilled + withdrawn).toBe(items);
  }
  expect(openSelections[2022].toReserve + openSelections[2023].toReserve).toBe(14);
});

test('fifty-two of a hundred positions of institutions ask for grassroots experience', () => {
  const all = Object.values(institutionPositions);
  expect(all.reduce((sum, { positions }) => sum + positions, 0)).toBe(100);
  expect(all.reduce((sum, { requiring }) => sum + requiring, 0)).toBe(52);
});
