export { circumstancesOf, createScreening, type Screened, type ScreenedPerson, type Screening } from './screening.ts';
