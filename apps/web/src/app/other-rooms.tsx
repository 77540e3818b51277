import { Route, Router } from 'preact-iso';
import type { VNode } from 'preact';
import { NotFound } from '../ui/index.ts';
import { room } from './room.ts';

const CertificatePage = room(async () => (await import('../certificate/index.ts')).CertificatePage);
const CheckPage = room(async () => (await import('../visitor/check/check-page.tsx')).CheckPage);
const PlaceCheckPage = room(async () => (await import('../visitor/check/place-check-page.tsx')).PlaceCheckPage);
const GroupPage = room(async () => (await import('../visitor/group/group-page.tsx')).GroupPage);
const BadgePage = room(async () => (await import('../visitor/badge/badge-page.tsx')).BadgePage);
const DemoPage = room(async () => (await import('../demo/index.ts')).DemoPage);
const OfficerRoom = room(async () => (await import('../officer/index.ts')).OfficerRoom);
const ManagerRoom = room(async () => (await import('../manager/index.ts')).ManagerRoom);
const CardsRoom = room(async () => (await import('../cards/index.ts')).CardsRoom);
const CityRoom = room(async () => (await import('../city/index.ts')).CityRoom);
const RulesPage = room(async () => (await import('../city/rules-page.tsx')).RulesPage);
const BoardRoom = room(async () => (await import('../board/index.ts')).BoardRoom);
const SignInPage = room(async () => (await import('../access/index.ts')).SignInPage);
const InvitationPage = room(async () => (await import('../access/index.ts')).InvitationPage);
const PairPage = room(async () => (await import('../access/index.ts')).PairPage);

/** The rooms of staff, and the pages that few visitors open. */
export function OtherRooms(): VNode {
  return (
    <Router>
      <Route path="/certificate" component={CertificatePage} />
      <Route path="/check" component={CheckPage} />
      <Route path="/check/:venueId" component={PlaceCheckPage} />
      <Route path="/group/:code?/:signature?" component={GroupPage} />
      <Route path="/badge" component={BadgePage} />
      <Route path="/demo" component={DemoPage} />
      {/* A trailing star does not match the room's own address. */}
      <Route path="/officer" component={OfficerRoom} />
      <Route path="/officer/*" component={OfficerRoom} />
      <Route path="/manager" component={ManagerRoom} />
      <Route path="/manager/*" component={ManagerRoom} />
      <Route path="/cards" component={CardsRoom} />
      <Route path="/cards/*" component={CardsRoom} />
      <Route path="/city" component={CityRoom} />
      <Route path="/city/*" component={CityRoom} />
      <Route path="/rules" component={RulesPage} />
      <Route path="/board/:venueId" component={BoardRoom} />
      <Route path="/sign-in" component={SignInPage} />
      <Route path="/invitation/:token" component={InvitationPage} />
      <Route path="/pair/:code" component={PairPage} />
      <Route default component={NotFound} />
    </Router>
  );
}
