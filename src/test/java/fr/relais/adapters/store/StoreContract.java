// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

/** Everything that a store promises, whatever it is made of. */
interface StoreContract
    extends ReceptionContract,
        LineageContract,
        WorkContract,
        DeliveryContract,
        CarriageContract,
        OrderContract,
        RecordContract,
        MailContract,
        WatchContract,
        ConcurrencyContract {}
