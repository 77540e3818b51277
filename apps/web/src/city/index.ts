export { CityRoom } from './city-room.tsx';
