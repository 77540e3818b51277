export { ManagerRoom } from './manager-room.tsx';
