export { BoardRoom } from './board-room.tsx';
