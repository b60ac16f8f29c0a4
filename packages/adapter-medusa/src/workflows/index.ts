export { cancelOrderWorkflow, registerOrderWorkflow, registerShipmentWorkflow, settleOrderWorkflow } from './order-workflows';
