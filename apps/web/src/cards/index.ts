export { CardsRoom } from './cards-room.tsx';
