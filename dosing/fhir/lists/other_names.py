"""Names of drugs that no rule is about, known for nothing but to see that words beside a code name another drug.

International nonproprietary names of what is often prescribed, and of what is near to the drugs with rules. A name
that is not here contradicts nothing; a drug is never read by a name of this list.
"""

#: By what they are mostly given for; one word each, or two.
_BY_USE: dict[str, str] = {
    "muscle, nerves, mood": (
        "dantrolene, gabapentin, pregabalin, carbamazepine, oxcarbazepine, lamotrigine, levetiracetam, phenytoin, "
        "topiramate, valproate, valproic acid, divalproex, phenobarbital, lithium, amitriptyline, nortriptyline, "
        "duloxetine, venlafaxine, sertraline, fluoxetine, paroxetine, citalopram, escitalopram, mirtazapine, "
        "trazodone, bupropion, buspirone, quetiapine, olanzapine, risperidone, aripiprazole, haloperidol, "
        "clozapine, donepezil, memantine, levodopa, carbidopa, pramipexole, ropinirole, zolpidem, hydroxyzine, "
        "diphenhydramine, methylphenidate"
    ),
    "heart, vessels, blood": (
        "warfarin, apixaban, rivaroxaban, dabigatran, edoxaban, heparin, enoxaparin, aspirin, clopidogrel, "
        "ticagrelor, lisinopril, enalapril, ramipril, captopril, perindopril, losartan, valsartan, candesartan, "
        "olmesartan, amlodipine, nifedipine, diltiazem, verapamil, digoxin, amiodarone, hydralazine, clonidine, "
        "doxazosin, ezetimibe, fenofibrate, nitroglycerin, sildenafil, tadalafil, tamsulosin, finasteride"
    ),
    "glands, immunity, joints": (
        "metformin, insulin, glipizide, glimepiride, glyburide, glibenclamide, sitagliptin, empagliflozin, "
        "dapagliflozin, semaglutide, liraglutide, levothyroxine, methimazole, prednisone, prednisolone, "
        "methylprednisolone, dexamethasone, hydrocortisone, methotrexate, azathioprine, tacrolimus, ciclosporin, "
        "cyclosporine, mycophenolate, hydroxychloroquine, allopurinol, febuxostat, colchicine, alendronate, "
        "estradiol, testosterone"
    ),
    "infections": (
        "amoxicillin, ampicillin, penicillin, cephalexin, cefalexin, cefuroxime, ceftriaxone, ciprofloxacin, "
        "levofloxacin, doxycycline, metronidazole, nitrofurantoin, trimethoprim, sulfamethoxazole, vancomycin, "
        "linezolid, fluconazole, acyclovir, aciclovir, valacyclovir, mupirocin, ivermectin"
    ),
    "stomach, liver, lungs, pain, salts": (
        "omeprazole, pantoprazole, esomeprazole, lansoprazole, famotidine, ondansetron, metoclopramide, loperamide, "
        "lactulose, rifaximin, senna, bisacodyl, docusate, simethicone, albuterol, salbutamol, budesonide, "
        "fluticasone, montelukast, tiotropium, cetirizine, loratadine, acetaminophen, paracetamol, lidocaine, "
        "naloxone, naltrexone, potassium chloride, calcium carbonate, aluminum hydroxide, aluminium hydroxide, "
        "magnesium sulfate, magnesium sulphate, magnesium citrate, magnesium chloride, magnesium carbonate, "
        "magnesium glycinate, magnesium gluconate, magnesium lactate, folic acid"
    ),
}
OTHER_NAMES = frozenset(name for names in _BY_USE.values() for name in names.split(", "))
