export { OfficerRoom } from './officer-room.tsx';
